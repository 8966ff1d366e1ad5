// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "allocation.h"

#include <cstdlib> // defines __GLIBC__

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace Drainboard {

void tuneAllocation()
{
#ifdef __GLIBC__
    // glibc (seen with 2.36) goes through all its fast bins whenever what is freed adds up to 64 KiB in one piece, and
    // so, in a shutdown, with nearly every connection: a tenth of the time that 9,000 took. The caches of the threads
    // serve small pieces.
    ::mallopt(M_MXFAST, 0);
#endif
}

} // namespace Drainboard
