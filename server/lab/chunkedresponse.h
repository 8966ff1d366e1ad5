// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArrayView>

namespace Drainboard {

class TrackedConnection;

/// Writes a response piece by piece. Writes to the connection itself: Qt 6.4 has no other way to send in pieces, and
/// Qt 6.5 to 6.7 none at all. A client of HTTP/1.0 gets no chunks: see ResponseFramer. Lives in the connection's
/// thread, and no longer than that.
class ChunkedResponse
{
public:
    /// Writes the header: the status 200, and \a fields, each with its line end. That is all there is for HEAD.
    ChunkedResponse(TrackedConnection *connection, QByteArrayView fields);
    /// A chunk, which is not empty.
    void write(QByteArrayView data);
    void end();

private:
    TrackedConnection *const m_connection;
};

} // namespace Drainboard
