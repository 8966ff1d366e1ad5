// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

// Finds out whether a window can be shown, before there is an application object: where Qt finds no display
// it does not say so but aborts. For the main thread, while it is the only one.

namespace Drainboard {

/// Tries it in a child process and waits for that, 10 s at most. False at once where the environment names no
/// display.
bool displayIsUsable(int argc, char *argv[]);

} // namespace Drainboard
