// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "tracking/httpchannel.h"

#include <functional>

namespace Drainboard {

/// A wait that blocks its thread until something has happened to one connection, as the functions waitFor…() of a
/// QTcpSocket do. Meanwhile that connection goes on as it would with an event loop, and its time limits hold. Nothing
/// else does in this thread: no request of another connection is handled, and what other threads tell it comes later.
/// Lives on the stack of the connection's thread.
class ChannelWait
{
    Q_DISABLE_COPY_MOVE(ChannelWait)

public:
    enum class Result {
        Happened,
        TimedOut,
        Impossible, ///< it cannot happen any more, or the channel has been deleted
    };

    /// Waits for \a channel, which \a context owns, \a msecs milliseconds at most; for ever where that is negative.
    ChannelWait(HttpChannel &channel, QObject *context, int msecs);

    /// Until \a hasHappened. It gives up early where that has become impossible: when the connection is closed, or once
    /// \a isPossible is false. Each is asked after something was done only, and never of a channel that is deleted.
    Result until(HttpChannel::Requests requests, const std::function<bool()> &hasHappened,
                 const std::function<bool()> &isPossible);

private:
    HttpChannel &m_channel;
    const QPointer<QObject> m_context;
    const SteadyTime m_end;
};

} // namespace Drainboard
