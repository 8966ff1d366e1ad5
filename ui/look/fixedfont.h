// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QFont>

namespace Drainboard {

/// The desktop's font of fixed width, as large as the application's font is now: it grows where all text is zoomed. GUI
/// thread.
QFont fixedFont();

} // namespace Drainboard
