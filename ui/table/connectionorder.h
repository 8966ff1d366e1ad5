// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "values/connectioninfo.h"

#include <compare>

namespace Drainboard {

class ConnectionModel;

/// How two connections of \a model stand by what \a column of it shows; equal only where both are the same
/// connection. It compares the values themselves, not their texts or a QVariant: with 10,000 rows the user would feel
/// the difference at each snapshot. Lengths of time are compared exactly: rows that look equal do not change places.
/// GUI thread.
std::strong_ordering compareConnections(const ConnectionModel &model, const ConnectionInfo &a, const ConnectionInfo &b,
                                        int column);

} // namespace Drainboard
