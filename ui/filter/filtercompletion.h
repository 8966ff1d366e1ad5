// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "filter/filterterm.h"

#include <QString>
#include <QStringList>

#include <functional>

namespace Drainboard {

/// What may be typed next in the line of a filter: the rest of a key, or of one of its values. A plain value.
struct FilterCompletion
{
    qsizetype position = 0; ///< of what a proposal takes the place of
    qsizetype length = 0; ///< of it, up to the cursor
    QStringList proposals {}; ///< in the order of how often they are wanted; none that is there already

    /// Gives the values of a key that there are now: peers, routes, processes.
    using KnownValues = std::function<QStringList(FilterTerm::Key)>;

    /// For a cursor at \a cursor in \a line. \a known may be null.
    static FilterCompletion at(const QString &line, qsizetype cursor, const KnownValues &known = {});
};

} // namespace Drainboard
