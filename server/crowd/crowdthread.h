// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "crowd/crowdrun.h"
#include "loop/loopthread.h"

#include <memory>

namespace Drainboard {

/// The thread that all clients of a crowd live in, with an event loop of its own. The object itself lives in the thread
/// that made it, and its functions are for that.
class CrowdThread : public LoopThread
{
    Q_OBJECT

public:
    /// Needs two descriptors. \a events are told of in the new thread.
    CrowdThread(const CrowdSettings &settings, std::shared_ptr<CrowdLedger> ledger, CrowdRun::Events events);
    /// Ends the thread, and with it the connections that there are.
    ~CrowdThread() override;

    /// False where no thread can be started.
    using LoopThread::begin;
    /// Runs \a command in the thread, later.
    void post(void (CrowdRun::*command)());

protected:
    void serve() override;

private:
    const CrowdSettings m_settings;
    const std::shared_ptr<CrowdLedger> m_ledger;
    const CrowdRun::Events m_events;
    CrowdRun *m_run = nullptr; // set by the thread before it is ready
};

} // namespace Drainboard
