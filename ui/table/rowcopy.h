// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QString>

class QTableView;

namespace Drainboard {

/// The selected rows of \a view as text, below their titles: what is shown, in the order in which it is shown, with
/// tabs between. A cell that has no text, since it is painted, gives the text that it has for screen readers. Empty
/// where no row is selected. GUI thread.
QString selectedRowsAsText(const QTableView &view);

} // namespace Drainboard
