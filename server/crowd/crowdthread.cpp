// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "crowd/crowdthread.h"

#include "loop/epolleventdispatcher.h"

#include <utility>

namespace Drainboard {

CrowdThread::CrowdThread(const CrowdSettings &settings, std::shared_ptr<CrowdLedger> ledger, CrowdRun::Events events)
    : LoopThread(new EpollEventDispatcher)
    , m_settings(settings)
    , m_ledger(std::move(ledger))
    , m_events(std::move(events))
{
    setObjectName(QStringLiteral("crowd"));
}

CrowdThread::~CrowdThread()
{
    end();
}

void CrowdThread::post(void (CrowdRun::*command)())
{
    m_run->post([run = m_run, command] { (run->*command)(); });
}

void CrowdThread::serve()
{
    CrowdRun clients(m_settings, *m_ledger, m_events);
    m_run = &clients;
    sayReady();
    exec();
}

} // namespace Drainboard

#include "moc_crowdthread.cpp"
