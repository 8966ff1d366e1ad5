// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "crowd/crowdconnection.h"
#include "crowd/crowdpace.h"
#include "crowd/crowdresult.h"
#include "crowd/responsereader.h"
#include "loop/timewheel.h"

#include <memory>

namespace Drainboard {

struct CrowdScene;
struct CrowdHabit;

/// One client: connects, sends what its kind sends, and judges what becomes of it. It has one connection at a time. It
/// sends nothing new once it has received the server's FIN or RST, or "Connection: close". A request of which it has
/// sent a part before, and that gets no whole response, is lost. For one thread.
class CrowdClient : private CrowdConnection::Listener, private TimeWheel::Entry
{
    Q_DISABLE_COPY_MOVE(CrowdClient)

public:
    using Time = TimeWheel::Time;

    /// \a scene must outlive it.
    CrowdClient(int number, CrowdKind kind, CrowdScene &scene);
    ~CrowdClient() = default;

    /// Connects at \a time.
    void begin(Time time);
    /// The scene is stopped, and all that was on its way has come: leaves when what is in progress has ended.
    void stop();

private:
    void onDeadline(Time now) override;
    void onConnected() override;
    void onNotConnected(bool isOurFault) override;
    void onBytes(QByteArrayView bytes) override;
    void onFin() override;
    void onFailed() override;
    void onClosed() override;

    void connectNow(Time now);
    void beginRequest(Time now);
    void sendPart(Time now);
    void watch(Time now);
    void answered(bool isMoreBehind);
    void lost(CrowdLossReason reason, bool wasReset);
    void end();
    void goOn(Time now);
    Time nextAfter(Time time);
    bool comesBack() const;
    void leave();

    bool isAsking() const { return m_state == CrowdState::Sending || m_state == CrowdState::Receiving; }
    bool isSentWhole() const;
    void setState(CrowdState state);
    void setDue(Time time);
    std::chrono::microseconds sinceStart(Time time) const;

    CrowdScene &m_scene;
    const CrowdHabit &m_habit;
    const int m_number;
    const CrowdKind m_kind;
    CrowdPace m_pace;
    CrowdState m_state = CrowdState::Apart;
    std::unique_ptr<CrowdConnection> m_connection;
    ResponseReader m_reader;

    // Of the connection
    Time m_connectedAt {};
    bool m_isMade = false;
    bool m_isEnding = false; // it is being closed
    bool m_wasServed = false; // something has come
    bool m_isLeftByServer = false; // its FIN or RST has come
    bool m_wasTold = false;

    // Of the request
    Time m_begunAt {};
    Time m_wholeAt {};
    CrowdPace::Duration m_span { 0 };
    int m_part = 0;
    int m_parts = 1;

    bool m_wasWelcome = false;
    bool m_wasRefused = false; // the last connection was
};

} // namespace Drainboard
