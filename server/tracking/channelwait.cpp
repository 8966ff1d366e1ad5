// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "tracking/channelwait.h"

#include "net/readiness.h"

#include <algorithm>

namespace Drainboard {

ChannelWait::ChannelWait(HttpChannel &channel, QObject *context, int msecs)
    : m_channel(channel)
    , m_context(context)
    , m_end(msecs < 0 ? SteadyTime::max() : SteadyClock::now() + std::chrono::milliseconds(msecs))
{
}

ChannelWait::Result ChannelWait::until(HttpChannel::Requests requests, const std::function<bool()> &hasHappened,
                                       const std::function<bool()> &isPossible)
{
    m_channel.start(); // it may be so new that its server has not done it
    bool isOver = false;
    for (Readiness ready;;) {
        m_channel.attend(requests, ready.isReadable || ready.isLost);
        if (!m_context)
            return Result::Impossible;
        if (hasHappened())
            return Result::Happened;
        if (!m_channel.isOpen() || !isPossible())
            return Result::Impossible;
        if (isOver)
            return Result::TimedOut;
        isOver = SteadyClock::now() >= m_end; // then it looks once more
        ready = Readiness::await(m_channel.descriptor().number(), m_channel.wantsToRead(), m_channel.wantsToWrite(),
                                 std::min(m_end, m_channel.dueAt()));
    }
}

} // namespace Drainboard
