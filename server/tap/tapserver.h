// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "loop/commandqueue.h"
#include "tap/taphost.h"
#include "tap/tapsettings.h"
#include "tracking/adoptedconnections.h"
#include "tracking/tickingwheel.h"

#include <QObject>

#include <functional>
#include <memory>
#include <unordered_map>

namespace Drainboard {

class AcceptedConnection;
class ConnectionTable;
class TappedConnection;

/// Passes the connections of one worker on to a server. Lives in that worker's thread. Functions are for that thread,
/// except where AdoptedConnections says "any thread".
class TapServer final : public QObject, public AdoptedConnections, private TapHost
{
    Q_OBJECT

public:
    TapServer(const TapSettings &settings, std::shared_ptr<ConnectionTable> table, QObject *parent = nullptr);
    /// Closes what is open.
    ~TapServer() override;

    // AdoptedConnections:

    void adopt(FileDescriptor descriptor, ConnectionQuota::Place place) override;
    void refuseAtOnce(FileDescriptor descriptor) override;
    /// None: the tap ends nothing to make room.
    std::optional<IdleConnections::Offer> idleOffer(SteadyTime now) const override;
    void endAdoption() override;
    void post(CommandQueue::Command command) override { m_commands.post(std::move(command)); }
    qsizetype openCount() const override;
    /// Nothing: what the server says is passed on as it is.
    void takeLeave() override { }
    void shutDown(ShutdownPolicy policy, const IdleGrace &idleGrace) override;
    void abortEvery() override;
    void disconnectOne(ConnectionId id) override;
    void setLimits(const ConnectionLimits &) override { } // what passes through is the server's to limit
    void abortOne(ConnectionId id) override;
    std::optional<TcpFigures> figuresOf(ConnectionId id, EndSide side) const override;

    /// The shutdown is the server's: from now on, what becomes of the connections is counted. They are not touched.
    void watchShutdown();
    /// The server is gone. What it has sent is passed on; then connections go as they would without the tap.
    void serverEnded();

Q_SIGNALS:
    /// After shutDown(), or serverEnded(): no connection is left, and none will come.
    void drained();

private:
    const TapSettings &settings() const override { return m_settings; }
    std::array<char, 128 * 1024> &buffer() override { return *m_buffer; }
    void setDeadline(TimeWheel::Entry &entry, TimeWheel::Time deadline, bool isExact) override;
    const IdleGrace &idleGrace() const override { return m_idleGrace; }
    bool isServerGone() const override { return m_isServerGone; }
    std::chrono::milliseconds halfClosedAtMost() const override;
    void connectionEnded(TappedConnection &connection) override;

    void open(AcceptedConnection connection);
    /// Null if there is none with this \a id.
    TappedConnection *find(ConnectionId id) const;
    void forEach(std::function<void(TappedConnection &)> action);
    void checkDrained();

    const TapSettings m_settings;
    const std::shared_ptr<ConnectionTable> m_table;
    const std::unique_ptr<std::array<char, 128 * 1024>> m_buffer;
    IdleGrace m_idleGrace;
    TickingWheel m_deadlines { std::chrono::milliseconds(100) };
    TickingWheel m_exactDeadlines { std::chrono::milliseconds(1) };
    std::unordered_map<ConnectionId, std::unique_ptr<TappedConnection>> m_connections;
    std::optional<ShutdownPolicy> m_policy; // from shutDown() on
    bool m_isServerGone = false;
    bool m_isAborted = false;
    bool m_isAdopting = true;
    bool m_isDrainedSaid = false;
    CommandQueue m_commands { this }; // the first to go: a command that runs finds all of the above
};

} // namespace Drainboard
