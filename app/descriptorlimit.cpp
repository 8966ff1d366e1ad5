// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "descriptorlimit.h"

#include <sys/resource.h>

namespace Drainboard {

std::optional<quint64> raiseDescriptorLimit()
{
    rlimit descriptors {};
    if (::getrlimit(RLIMIT_NOFILE, &descriptors) != 0)
        return std::nullopt;
    const quint64 before = descriptors.rlim_cur;
    descriptors.rlim_cur = descriptors.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &descriptors);
    return before;
}

} // namespace Drainboard
