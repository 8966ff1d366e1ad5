// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "crowd/crowdthread.h"

#include "loop/epolleventdispatcher.h"

#include <utility>

namespace Drainboard {

CrowdThread::CrowdThread(const CrowdSettings &settings, std::shared_ptr<CrowdLedger> ledger, CrowdRun::Events events)
    : m_settings(settings)
    , m_ledger(std::move(ledger))
    , m_events(std::move(events))
{
    setObjectName(QStringLiteral("crowd"));
    setEventDispatcher(new EpollEventDispatcher); // the thread's from now on
}

CrowdThread::~CrowdThread()
{
    if (!isStarted()) {
        delete eventDispatcher();
        return;
    }
    quit();
    m_ended.wait(); // a thread sanitizer understands this one; QThread::wait() it does not
    wait();
}

bool CrowdThread::begin()
{
    start();
    if (!isStarted())
        return false;
    m_ready.wait();
    return true;
}

void CrowdThread::post(void (CrowdRun::*command)())
{
    m_run->post([run = m_run, command] { (run->*command)(); });
}

void CrowdThread::run()
{
    {
        CrowdRun clients(m_settings, *m_ledger, m_events);
        m_run = &clients;
        m_ready.count_down();
        exec();
    }
    m_ended.count_down();
}

} // namespace Drainboard
