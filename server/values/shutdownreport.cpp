// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "values/shutdownreport.h"

#include <QJsonArray>

#include <algorithm>

namespace Drainboard {

HeldIdle &HeldIdle::operator+=(const HeldIdle &other)
{
    count += other.count;
    usedAgain += other.usedAgain;
    longest = std::max(longest, other.longest);
    return *this;
}

EndedWebSockets &EndedWebSockets::operator+=(const EndedWebSockets &other)
{
    ended += other.ended;
    toldToGo += other.toldToGo;
    inOrder += other.inOrder;
    cut += other.cut;
    return *this;
}

qsizetype ShutdownReport::lostByServer() const
{
    qsizetype lost = 0;
    for (const ConnectionInfo &connection : endedBadly) {
        lost += std::ranges::count_if(connection.lostRequests, [](const LostRequest &request) {
            return request.reason != LossReason::ClientLeft;
        });
    }
    return lost;
}

QString ShutdownReport::policyText() const
{
    return server && !server->command.isEmpty() ? QStringLiteral("server") : toText(policy);
}

int ShutdownReport::exitCode() const
{
    if (phase == ShutdownPhase::Forced || (server && server->wasKilled))
        return 1;
    return server && !server->command.isEmpty() && lostByServer() > 0 ? 3 : 0;
}

namespace {

template <typename Value> QJsonValue unlessUnknown(const std::optional<Value> &value)
{
    return value ? QJsonValue(qint64(*value)) : QJsonValue();
}

std::optional<qint64> inMs(const std::optional<std::chrono::milliseconds> &time)
{
    return time ? std::optional<qint64>(time->count()) : std::nullopt;
}

} // namespace

QJsonObject ShutdownReport::toJson() const
{
    // One that has come no further has always been called "New" here.
    const auto stateText = [](ConnectionState state) {
        return toText(state == ConnectionState::Waiting ? ConnectionState::New : state);
    };
    QJsonArray connections;
    QJsonArray lostRequests;
    for (const ConnectionInfo &connection : endedBadly) {
        const bool closed = connection.state == ConnectionState::Closed;
        const qint64 id = qint64(connection.id);
        for (const LostRequest &request : connection.lostRequests) {
            lostRequests.append(QJsonObject { { QStringLiteral("id"), id },
                                              { QStringLiteral("peer"), connection.peer },
                                              { QStringLiteral("request"), QString::fromLatin1(request.line) },
                                              { QStringLiteral("reason"), toText(request.reason) } });
        }
        if (closed && connection.cause != CloseCause::Aborted)
            continue;
        const auto age = (closed ? connection.closedAt : takenAt) - connection.openedAt;
        connections.append(QJsonObject {
            { QStringLiteral("id"), id },
            { QStringLiteral("peer"), connection.peer },
            { QStringLiteral("state"), stateText(closed ? connection.stateBeforeClose : connection.state) },
            { QStringLiteral("ageMs"), qint64(std::chrono::duration_cast<std::chrono::milliseconds>(age).count()) },
            { QStringLiteral("request"), QString::fromLatin1(connection.requestLine) },
            { QStringLiteral("ended"), closed ? QStringLiteral("aborted") : QStringLiteral("left open") },
        });
    }
    QJsonObject json {
        { QStringLiteral("policy"), policyText() },
        { QStringLiteral("trigger"), trigger },
        { QStringLiteral("outcome"), toText(phase).toLower() },
        { QStringLiteral("exitCode"), exitCode() },
        { QStringLiteral("durationMs"), qint64(duration.count()) },
        { QStringLiteral("leavingMs"), qint64(leaving.count()) },
        { QStringLiteral("openAtStart"), openAtStart },
        { QStringLiteral("acceptedDuringDrain"), acceptedDuringDrain },
        { QStringLiteral("disconnected"), disconnected },
        { QStringLiteral("timedOut"), timedOut },
        { QStringLiteral("rejected"), rejected },
        { QStringLiteral("closedByPeer"), closedByPeer },
        { QStringLiteral("aborted"), aborted },
        { QStringLiteral("leftOpen"), leftOpen },
        { QStringLiteral("requestsCompletedDuringDrain"), requestsCompletedDuringDrain },
        { QStringLiteral("requestsLost"), requestsLost },
        { QStringLiteral("lostRequests"), lostRequests },
        { QStringLiteral("webSockets"),
          QJsonObject { { QStringLiteral("ended"), webSockets.ended },
                        { QStringLiteral("toldToGo"), webSockets.toldToGo },
                        { QStringLiteral("inOrder"), webSockets.inOrder },
                        { QStringLiteral("cut"), webSockets.cut } } },
        { QStringLiteral("heldIdle"),
          QJsonObject { { QStringLiteral("count"), heldIdle.count },
                        { QStringLiteral("longestMs"), qint64(heldIdle.longest.count()) },
                        { QStringLiteral("usedAgain"), heldIdle.usedAgain } } },
        { QStringLiteral("connections"), connections },
    };
    if (server) {
        json.insert(
            QStringLiteral("server"),
            QJsonObject { { QStringLiteral("address"), server->address },
                          { QStringLiteral("command"), server->command },
                          { QStringLiteral("exitCode"), unlessUnknown(server->exitCode) },
                          { QStringLiteral("signal"), server->signal },
                          { QStringLiteral("killed"), server->wasKilled },
                          { QStringLiteral("stoppedListeningMs"), unlessUnknown(inMs(server->stoppedListening)) },
                          { QStringLiteral("exitedMs"), unlessUnknown(inMs(server->exited)) },
                          { QStringLiteral("closedConnections"), closedByServer },
                          { QStringLiteral("refusedConnections"), refusedByServer } });
    }
    return json;
}

QString ShutdownReport::summary() const
{
    const auto text = [](std::chrono::milliseconds time) {
        return time < std::chrono::seconds(1) ? tr("%1 ms").arg(time.count())
                                              : tr("%1 s").arg(double(time.count()) / 1000, 0, 'f', 1);
    };
    const bool tookLeave = leaving > std::chrono::milliseconds::zero();
    const QString time = tookLeave ? tr("%1, %2 of it leaving").arg(text(duration), text(leaving)) : text(duration);
    const auto number = [](qsizetype count) { return QString::number(count); };
    const auto unlessNone = [](const QString &words, qsizetype count) {
        return count == 0 ? QString() : words.arg(count);
    };
    const QString endedWebSockets = webSockets.ended == 0
        ? QString()
        : tr("; %1 WebSockets ended, %2 of them in good order").arg(webSockets.ended).arg(webSockets.inOrder);
    // The window has the phases' words in its language.
    const QString phaseText = QCoreApplication::translate("Drainboard::VocabularyText", qPrintable(toText(phase)));
    // All in one arg(): the trigger is free text, and may look like a place to fill.
    return tr("%1 after %2 (%3, %4): %5 open at start, %6 accepted meanwhile; "
              "%7 disconnected, %8 closed by the client, %9 aborted%10, %11 left open; "
              "%12 requests completed, %13 lost")
               .arg(phaseText, time, policyText(), trigger, number(openAtStart), number(acceptedDuringDrain),
                    number(disconnected), number(closedByPeer), number(aborted),
                    unlessNone(tr(", %1 closed by the server"), closedByServer)
                        + unlessNone(tr(", %1 refused by the server"), refusedByServer)
                        + unlessNone(tr(", %1 timed out"), timedOut) + unlessNone(tr(", %1 rejected"), rejected),
                    number(leftOpen), number(requestsCompletedDuringDrain), number(requestsLost))
        + endedWebSockets;
}

} // namespace Drainboard
