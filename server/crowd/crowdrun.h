// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "crowd/crowdclient.h"
#include "crowd/crowdscene.h"
#include "loop/commandqueue.h"

#include <QTimer>

#include <deque>
#include <functional>

namespace Drainboard {

/// The clients of a crowd, and what makes them go on. Lives in the crowd's thread; only post() is for any thread.
class CrowdRun
{
    Q_DISABLE_COPY_MOVE(CrowdRun)

public:
    /// Who is told, in the crowd's thread: once each.
    struct Events
    {
        std::function<void()> welcomed; ///< each client has had a connection
        std::function<void()> finished; ///< each client is done
    };

    /// \a ledger must outlive it. The clients come one after the other, from the next pass of the event loop on.
    CrowdRun(const CrowdSettings &settings, CrowdLedger &ledger, Events events);
    ~CrowdRun();

    /// Runs \a command in the crowd's thread, later.
    void post(CommandQueue::Command command) { m_commands.post(std::move(command)); }

    /// As Crowd's.
    void expectEnd();
    void stop();

private:
    CrowdScene m_scene;
    const Events m_events;
    std::deque<CrowdClient> m_clients;
    std::size_t m_welcomed = 0;
    std::size_t m_done = 0;
    QTimer m_tick;
    CommandQueue m_commands;
};

} // namespace Drainboard
