// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <vector>

#include <sys/types.h>

/// Which processes come from which, as /proc has it at the moment. For any thread. Uses no Qt.
namespace Drainboard {

/// Whose parent is \a pid. Also those that have ended, until somebody has waited for them.
std::vector<pid_t> childrenOf(pid_t pid);

struct Descendant
{
    pid_t pid;
    pid_t parent;
};
/// The same, with their children, and so on.
std::vector<Descendant> descendantsOf(pid_t pid);

} // namespace Drainboard
