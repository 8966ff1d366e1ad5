// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "connections/connectionquota.h"
#include "connections/connectiontable.h"
#include "net/filedescriptor.h"
#include "net/tcpdescriptor.h"

#include <memory>
#include <utility>

namespace Drainboard {

/// A connection that has been accepted, on its way to the socket that will serve it. Its record exists from the
/// beginning. If no socket takes it over, it is closed, and its record with it. For any one thread at a time.
class AcceptedConnection
{
    Q_DISABLE_COPY(AcceptedConnection)

public:
    /// Enters the connection in \a table. Without a regular \a place it is one too many.
    AcceptedConnection(FileDescriptor descriptor, ConnectionQuota::Place place, std::shared_ptr<ConnectionTable> table);
    AcceptedConnection(AcceptedConnection &&other) noexcept = default;
    AcceptedConnection &operator=(AcceptedConnection &&other) = delete;
    ~AcceptedConnection();

    const ConnectionQuota::Place &place() const { return m_place; }
    void setPlace(ConnectionQuota::Place place) { m_place = std::move(place); }
    /// Closes it, with a 503 as far as the client can receive it now. Nothing is awaited.
    void refuseAtOnce();
    /// Resets it, for \a cause.
    void resetAtOnce(CloseCause cause);
    const TcpDescriptor::Endpoint &peer() const { return m_peer; }

    // For the one who takes it over. All three belong together: with takeDescriptor(), the record is the caller's too.

    [[nodiscard]] FileDescriptor takeDescriptor() { return std::move(m_descriptor); }
    [[nodiscard]] ConnectionQuota::Place takePlace() { return std::move(m_place); }
    const std::shared_ptr<ConnectionTable> &table() const { return m_table; }
    ConnectionTable::Record record() const { return m_record; }

private:
    CloseCause close();

    FileDescriptor m_descriptor;
    ConnectionQuota::Place m_place;
    std::shared_ptr<ConnectionTable> m_table;
    TcpDescriptor::Endpoint m_peer;
    ConnectionTable::Record m_record;
};

} // namespace Drainboard
