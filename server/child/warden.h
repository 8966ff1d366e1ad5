// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <optional>

namespace Drainboard {

/// Makes a warden of this process if its arguments say so: a small process that stands between a ChildServer and the
/// server's processes. It sees to it that none of those outlives who started it: not if that is killed, nor if the
/// server forks and begins a session of its own. So it must outlive both: it heeds no signal of a terminal.
///
/// To be called first thing in main(), while there is one thread and no descriptor was opened. Returns what main()
/// returns then; nullopt where this process is no warden. Uses no Qt.
std::optional<int> runWarden(int argc, char **argv);

} // namespace Drainboard
