// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "filter/filterterm.h"

#include <QStringList>

namespace Drainboard {

class ConnectionModel;

/// What the connections of \a model have for \a key of the filter, each once: addresses, routes without their query,
/// names of processes. The most frequent first, 30 at most; of other keys nothing. GUI thread.
QStringList knownValues(const ConnectionModel &model, FilterTerm::Key key);

} // namespace Drainboard
