// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "connections/connectionquota.h"
#include "loop/timewheel.h"
#include "tap/tapend.h"
#include "tap/tapsight.h"
#include "tracking/requestgaps.h"
#include "values/tcpfigures.h"

#include <QObject>

#include <optional>

namespace Drainboard {

class AcceptedConnection;
class TapHost;

/// A client's connection, and one to the server behind, between which all is passed on as it comes: bytes, FIN and RST.
/// A side that does not read stops the one that sends. It makes up nothing, unless it is told to end. Lives in the
/// thread of its host.
class TappedConnection final : public QObject, private TapEnd::Owner, private TimeWheel::Entry
{
    Q_OBJECT

public:
    TappedConnection(TapHost &host, AcceptedConnection connection);
    /// Closes silently what is open.
    ~TappedConnection() override;

    /// Begins to connect to the server.
    void begin();

    ConnectionId id() const { return m_sight.id(); }
    bool isOpen() const { return m_isOpen; }
    /// Of one side; nothing where that is not open.
    std::optional<TcpFigures> tcpFigures(EndSide side) const;

    /// From now on the host's idleGrace() counts: it is closed when nothing is to be expected on it.
    void drain();
    /// Ends it in good order: FIN to both sides behind what has been passed on.
    void end();
    /// Resets both sides.
    void abort();
    /// Looks at what its host says anew.
    void look();
    /// As end(), as soon as nothing is going on on it; at once where that cannot be known.
    void endWhenIdle();

private:
    enum class Phase {
        BeforeConnecting,
        Connecting,
        Passing,
        Ending, ///< by end(): both sides have been told
        PassingReset, ///< one side has been reset, the other one has not taken all that came before
    };

    void onReadable(TapEnd &from) override;
    void onWritable(TapEnd &end) override;
    void onSent(TapEnd &end, QByteArrayView bytes) override;
    void onDeadline(TimeWheel::Time now) override;

    TapEnd &other(const TapEnd &end) { return &end == &m_client ? *m_server : m_client; }
    EndSide sideOf(const TapEnd &end) const { return &end == &m_client ? EndSide::Client : EndSide::Server; }

    void connectToServer();
    void decideConnecting();
    void refuse(int error);
    void receive(TapEnd &from);
    bool isFull(TapEnd &from);
    void take(TapEnd &from, DelayLine::Item item);
    void passOn(TapEnd &from, const DelayLine::Item &item);
    void passDelayed(TapEnd &from, SteadyTime now);
    void passReset(TapEnd &from);
    bool isResetDelivered(SteadyTime now);
    void settle();
    void noteServerFin(SteadyTime now);
    void setDeadlines(SteadyTime now);
    void considerGrace(SteadyTime now);
    void lookAtRest();
    void finish();
    CloseCause cause() const;

    TapHost &m_host;
    ConnectionQuota::Place m_place;
    TapSight m_sight;
    TapEnd m_client;
    std::optional<TapEnd> m_server; // once connecting
    RequestGaps m_gaps;
    SteadyTime m_connectAt {};
    SteadyTime m_lastMoved {}; // when anything was received or sent last
    std::optional<CloseCause> m_ownCause; // where the tap ends it, or it never began
    QByteArray m_reason;
    Phase m_phase = Phase::BeforeConnecting;
    bool m_serverFinNoted = false;
    bool m_isDraining = false;
    bool m_endsWhenIdle = false;
    bool m_isOpen = true;
};

} // namespace Drainboard
