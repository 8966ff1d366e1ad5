// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "values/connectioninfo.h"

#include <QMap>
#include <QString>

namespace Drainboard {

/// The process that has the client's end of a connection. A plain value.
struct ClientProcess
{
    qint64 pid = 0; ///< its number
    QString name; ///< as ps shows it: 15 bytes at most

    /// Whether both are equal.
    friend bool operator==(const ClientProcess &, const ClientProcess &) = default;
};

/// The processes of those connections whose process is known. (No QHash: ids are in sequence, and such keys form one
/// cluster.)
using ClientProcesses = QMap<ConnectionId, ClientProcess>;

} // namespace Drainboard
