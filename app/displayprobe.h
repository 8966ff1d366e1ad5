// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

namespace Drainboard {

/// Whether a window can be shown. Tries it in a child process, because Qt aborts if it finds no display; waits for that
/// 10 s at most. False at once if the environment names no display. Call it before there is an application object, in
/// the main thread, while that is the only thread.
bool displayIsUsable(int argc, char *argv[]);

} // namespace Drainboard
