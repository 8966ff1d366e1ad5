// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "look/draintext.h"

#include "look/durationtext.h"
#include "look/vocabularytext.h"

#include <algorithm>

using namespace std::chrono;

namespace Drainboard {
namespace {

/// A client that takes its bytes late is no news; one that has taken none for so long is.
constexpr auto notReading = 1s;

QString timeSince(SteadyTime then, SteadyTime now)
{
    return durationText(duration_cast<milliseconds>(now - then));
}

/// "/hang" of "GET /hang".
QString pathOf(const QByteArray &requestLine)
{
    return QString::fromLatin1(requestLine.mid(requestLine.indexOf(' ') + 1));
}

} // namespace

QString DrainText::of(const ConnectionInfo &connection, SteadyTime now, const DrainTerms &drain)
{
    switch (connection.state) {
    case ConnectionState::Waiting:
        return tr("waits for a worker for %1").arg(timeSince(connection.stateSince, now));
    case ConnectionState::New:
    case ConnectionState::Idle:
        return ofIdle(connection, now, drain);
    case ConnectionState::Reading:
        return tr("a request is arriving for %1").arg(timeSince(connection.stateSince, now));
    case ConnectionState::Responding:
        return ofResponse(connection, now);
    case ConnectionState::WebSocket:
        if (drain.isServers)
            return tr("WebSocket, the server must close");
        return drain.policy == ShutdownPolicy::Drain ? tr("WebSocket, told to go, has not gone")
                                                     : tr("WebSocket, the client must close");
    case ConnectionState::Passing:
        return tr("open, the server or the client must close");
    case ConnectionState::Closing:
        return tr("FIN sent, client has not closed");
    case ConnectionState::Closed:
        break;
    }
    return VocabularyText::of(connection.state);
}

// How long an idle connection is held is known beforehand only where that was chosen.
QString DrainText::ofIdle(const ConnectionInfo &connection, SteadyTime now, const DrainTerms &drain)
{
    if (drain.isServers)
        return connection.peerFinished ? tr("client has closed, the server has not")
                                       : tr("idle, the server must close");
    if (drain.policy != ShutdownPolicy::Drain)
        return tr("idle, the client must close");
    if (!drain.idleGrace)
        return tr("idle, held for %1").arg(timeSince(std::max(connection.stateSince, drain.since), now));
    const auto left = duration_cast<milliseconds>(drain.since + *drain.idleGrace - now);
    return left > 0ms ? tr("idle, held %1 more").arg(countdownText(left)) : tr("idle, closes now");
}

QString DrainText::ofResponse(const ConnectionInfo &connection, SteadyTime now)
{
    if (connection.unsent > 0 && now - connection.blockedSince >= notReading)
        return tr("client has read nothing for %1").arg(timeSince(connection.blockedSince, now));
    return tr("answering %1 for %2").arg(pathOf(connection.requestLine), timeSince(connection.stateSince, now));
}

} // namespace Drainboard
