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
    // glibc (seen with 2.36) walks through all its fast bins each time a freed piece, merged with its neighbours, has
    // 64 KiB. In a shutdown that is nearly every connection, and took a tenth of the time for 9,000 of them. So there
    // are no fast bins: small pieces come from the threads' caches.
    ::mallopt(M_MXFAST, 0);
#endif
}

} // namespace Drainboard
