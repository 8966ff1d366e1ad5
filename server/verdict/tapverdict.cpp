// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "verdict/tapverdict.h"

#include "verdict/verdictparts.h"

namespace Drainboard::TapVerdict {

using namespace std::chrono_literals;

using Kind = Verdict::Kind;
using Answer = std::optional<Verdict>;
using std::chrono::milliseconds;
using VerdictParts::firstLost;
using VerdictParts::verdict;

namespace {

// "The server closed it after 5.0 s idle, as it did with 12 more: that seems to be its keep-alive time-out."
QString serverClosed(const ConnectionCase &c, milliseconds idle)
{
    const QString time = VerdictText::time(idle);
    if (c.alike == 0)
        return VerdictText::tr("The server closed it after %1 idle.").arg(time);
    return VerdictText::tr(
               "The server closed it after %1 idle, as it did with %n more: that seems to be its keep-alive time-out.",
               nullptr, VerdictText::number(c.alike))
        .arg(time);
}

} // namespace

Answer cameAfterFin(const ConnectionCase &c)
{
    const ConnectionInfo &info = *c.facts;
    const auto *request = firstLost(info, { LossReason::CameAfterFin, LossReason::CameInPartAfterFin });
    if (!request)
        return {};
    const QString line = VerdictText::request(request->line);
    QString sentence = VerdictText::tr("%1 came after the server's FIN, and is lost.").arg(line);
    if (info.end && info.end->idleFor)
        sentence += u' ' + serverClosed(c, *info.end->idleFor);
    return verdict(Kind::CameAfterFin, sentence, 0ms, line);
}

Answer cutByServer(const ConnectionCase &c)
{
    const auto *request = firstLost(*c.facts,
                                    { LossReason::ClosedByServer, LossReason::ResetByServer, LossReason::CutByServer });
    if (!request)
        return {};
    const QString line = VerdictText::request(request->line);
    QString sentence;
    if (request->reason == LossReason::CutByServer)
        sentence = VerdictText::tr("The server cut its response to %1: the client has a part of it.").arg(line);
    else if (request->reason == LossReason::ResetByServer)
        sentence = VerdictText::tr("The server reset the connection, and did not answer %1.").arg(line);
    else
        sentence = VerdictText::tr("The server closed the connection, and did not answer %1.").arg(line);
    return verdict(Kind::CutByServer, sentence, 0ms, line);
}

Answer refused(const ConnectionCase &c)
{
    if (c.facts->cause != CloseCause::RefusedByServer)
        return {};
    const QString reason = QString::fromLatin1(c.facts->closeReason);
    return verdict(Kind::RefusedByServer,
                   VerdictText::tr("The server did not accept it: %1. So the client was reset.").arg(reason), 0ms,
                   reason);
}

Answer idleClosed(const ConnectionCase &c)
{
    const ConnectionInfo &info = *c.facts;
    if (!info.end || info.end->firstBy != EndSide::Server || !info.end->idleFor || info.requests == 0
        || info.cause == CloseCause::Disconnected || info.cause == CloseCause::Aborted)
        return {};
    const milliseconds time = *info.end->idleFor;
    const QString sentence = serverClosed(c, time) + u' '
        + VerdictText::tr("A request that the client sends before it sees that fails.");
    return verdict(Kind::IdleClosedByServer, sentence, time);
}

Answer notLookedInto(const ConnectionCase &c)
{
    switch (c.facts->passed) {
    case PassedProtocol::Http:
        return {};
    case PassedProtocol::Http2:
        return verdict(Kind::NotLookedInto, VerdictText::tr("HTTP/2: its requests are passed on, and not looked at."));
    case PassedProtocol::Tls:
        return verdict(Kind::NotLookedInto, VerdictText::tr("TLS: what is inside cannot be seen."));
    case PassedProtocol::WebSocket:
        return verdict(Kind::NotLookedInto, VerdictText::tr("A WebSocket: its messages are not looked at."));
    case PassedProtocol::Tunnel:
        return verdict(Kind::NotLookedInto, VerdictText::tr("A tunnel: what is inside is not looked at."));
    case PassedProtocol::Other:
        return verdict(Kind::NotLookedInto,
                       VerdictText::tr("Another protocol since its upgrade: it is not looked at."));
    case PassedProtocol::Unknown:
        break;
    }
    return verdict(Kind::NotLookedInto, VerdictText::tr("It is not HTTP/1, and so not looked at."));
}

} // namespace Drainboard::TapVerdict
