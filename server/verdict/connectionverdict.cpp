// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
// The verdict on one connection: its questions, from what matters most to what matters least.
#include "verdict/verdict.h"

#include "verdict/tapverdict.h"
#include "verdict/verdictparts.h"

#include <algorithm>

namespace Drainboard {

using namespace std::chrono_literals;

using Kind = Verdict::Kind;
using Answer = std::optional<Verdict>;
using std::chrono::milliseconds;
using VerdictParts::firstLost;
using VerdictParts::verdict;

namespace {

// Shorter ones are the way things go.
constexpr auto stuckFrom = 100ms; // as a worker counts as stuck
constexpr auto waitFrom = 1s;
constexpr auto notReadingFrom = 1s;
constexpr auto halfClosedFrom = 100ms;
constexpr auto unusedFrom = 1s;
// A client that does not wait to see whether it has another request.
constexpr auto atOnce = 50ms;
// Clients that are told less than this do not keep the connection: they take a second off, for the way.
constexpr auto shortKeepAlive = 2s;
// Linux delays an acknowledgement by 40 ms. What is larger than two segments has other reasons to come in parts.
constexpr auto delayedAckFrom = 35ms;
constexpr auto delayedAckTo = 60ms;
constexpr quint64 twoSegments = 3000;

milliseconds inMs(SteadyClock::duration time)
{
    return std::chrono::duration_cast<milliseconds>(time);
}

bool isOpen(const ConnectionCase &c)
{
    return c.facts->state != ConnectionState::Closed;
}

Answer cameAfterFin(const ConnectionCase &c)
{
    const auto *request = firstLost(*c.facts, { LossReason::CameAfterFin, LossReason::CameInPartAfterFin });
    if (!request)
        return {};
    const QString line = VerdictText::request(request->line);
    const QString sentence = c.roundTrip
        ? VerdictText::tr(
              "%1 came after our FIN, and is lost. The client sent it before the FIN had got to it; a round trip "
              "takes %2.")
              .arg(line, VerdictText::time(std::chrono::ceil<milliseconds>(*c.roundTrip)))
        : VerdictText::tr("%1 came after our FIN, and is lost. The client sent it before the FIN had got to it.")
              .arg(line);
    return verdict(Kind::CameAfterFin, sentence, 0ms, line);
}

Answer clientLeft(const ConnectionCase &c)
{
    const ConnectionInfo &info = *c.facts;
    const bool isReset = info.end && info.end->resetBy == EndSide::Client;
    const auto *request = firstLost(info, { LossReason::ClientLeft });
    const quint64 unsent = info.end ? info.end->unsent : 0;
    // All was in the kernel, so nothing counts as lost; and yet the client has not received it.
    const bool isCut = isReset && unsent > 0;
    if (!request && !isCut)
        return {};
    const QString line = VerdictText::request(request ? request->line : info.requestLine);
    const auto age = c.requests.isEmpty() ? std::nullopt : c.requests.back().age;
    const milliseconds time = age ? std::chrono::duration_cast<milliseconds>(*age) : 0ms;
    QString sentence;
    if (isReset)
        sentence = age
            ? VerdictText::tr("The client reset the connection %1 into %2.").arg(VerdictText::time(time), line)
            : VerdictText::tr("The client reset the connection before it had the answer to %1.").arg(line);
    else
        sentence = age
            ? VerdictText::tr("The client closed the connection %1 into %2.").arg(VerdictText::time(time), line)
            : VerdictText::tr("The client closed the connection before it had the answer to %1.").arg(line);
    if (unsent > 0)
        sentence += u' ' + VerdictText::tr("It had not acknowledged %1.").arg(VerdictText::size(unsent));
    return verdict(Kind::ClientLeft, sentence, time, line);
}

Answer notReading(const ConnectionCase &c)
{
    const ConnectionInfo &info = *c.facts;
    if (info.unsent == 0 || info.blockedSince == SteadyTime())
        return {};
    const QString line = VerdictText::request(info.requestLine);
    if (isOpen(c)) {
        const milliseconds time = inMs(c.now - info.blockedSince);
        if (info.state != ConnectionState::Responding || time < notReadingFrom)
            return {};
        return verdict(Kind::NotReading,
                       VerdictText::tr("The client has read nothing of the answer to %1 for %2; %3 wait to be sent.")
                           .arg(line, VerdictText::time(time), VerdictText::size(info.unsent)),
                       time, line);
    }
    const milliseconds limit = c.limits.writeTimeout;
    if (info.cause != CloseCause::Aborted || !info.end || info.end->resetBy != EndSide::Server || limit == 0ms)
        return {};
    const milliseconds time = inMs(info.end->resetAt - info.blockedSince);
    if (time < limit)
        return {};
    return verdict(
        Kind::NotReading,
        VerdictText::tr("The client read nothing of the answer to %1 for %2, so we reset the connection; it had "
                        "not acknowledged %3.")
            .arg(line, VerdictText::time(time), VerdictText::size(std::max(info.end->unsent, info.unsent))),
        time, line);
}

Answer cutByUs(const ConnectionCase &c)
{
    const ConnectionInfo &info = *c.facts;
    const auto *request = firstLost(info, { LossReason::Aborted, LossReason::Disconnected, LossReason::LeftOpen });
    if (!request && info.end && info.end->resetBy == EndSide::Server && info.end->unread > 0)
        return verdict(Kind::CutByUs,
                       VerdictText::tr("We reset the connection with %1 unread: a request may be among them.")
                           .arg(VerdictText::size(info.end->unread)));
    if (!request)
        return {};
    const QString line = VerdictText::request(request->line);
    QString sentence;
    if (request->reason == LossReason::Aborted)
        sentence = VerdictText::tr("We reset the connection while %1 was waiting for its answer.").arg(line);
    else if (request->reason == LossReason::Disconnected)
        sentence = VerdictText::tr("We closed the connection while %1 was waiting for its answer.").arg(line);
    else
        sentence = VerdictText::tr("The server ended while %1 was waiting for its answer.").arg(line);
    return verdict(Kind::CutByUs, sentence, 0ms, line);
}

Answer refused(const ConnectionCase &c)
{
    const ConnectionInfo &info = *c.facts;
    const bool isLate = info.cause == CloseCause::TimedOut && info.persistence == Persistence::ClosedByRefusal;
    if (info.cause != CloseCause::Rejected && !isLate)
        return {};
    const QString rule = VerdictText::reason(info.closeReason);
    return verdict(Kind::Refused,
                   rule.isEmpty() ? VerdictText::tr("We refused it.") : VerdictText::tr("We refused it: %1.").arg(rule),
                   0ms, rule);
}

Answer vanished(const ConnectionCase &c)
{
    const KnownEnd &end = c.facts->end;
    if (!end || end->resetAt == SteadyTime() || end->resetBy != EndSide::Nobody)
        return {};
    return verdict(
        Kind::Vanished,
        VerdictText::tr("The client answers the kernel no more: neither FIN nor RST came. Its machine, or the way "
                        "to it, may be gone."));
}

Answer halfClosed(const ConnectionCase &c)
{
    const ConnectionInfo &info = *c.facts;
    if (!isOpen(c) || !info.answerOwed || !info.end || info.end->clientFinAt == SteadyTime())
        return {};
    const milliseconds time = inMs(c.now - info.end->clientFinAt);
    if (time < halfClosedFrom)
        return {};
    const QString line = VerdictText::request(info.requestLine);
    return verdict(
        Kind::HalfClosed,
        VerdictText::tr("The client has closed its direction %1 ago, and waits for the answer to %2. To close "
                        "now would lose it.")
            .arg(VerdictText::time(time), line),
        time, line);
}

Answer waited(const ConnectionCase &c)
{
    const ConnectionInfo &info = *c.facts;
    if (info.state == ConnectionState::Waiting) {
        const milliseconds time = inMs(c.now - info.openedAt);
        if (time < stuckFrom)
            return {};
        const QString line = QString::fromLatin1(c.workerBusyWith);
        const QString sentence = line.isEmpty()
            ? VerdictText::tr("It waits for its worker, which has been busy for %1.").arg(VerdictText::time(time))
            : VerdictText::tr("It has waited for %1 for its worker, which is busy with %2.")
                  .arg(VerdictText::time(time), line);
        return verdict(Kind::WaitedForWorker, sentence, time, line);
    }
    if (!isOpen(c) && info.stateBeforeClose == ConnectionState::Waiting) {
        const milliseconds time = inMs(info.closedAt - info.openedAt);
        if (time < stuckFrom)
            return {};
        return verdict(
            Kind::WaitedForWorker,
            VerdictText::tr("It waited %1 for its worker, which never got to it.").arg(VerdictText::time(time)), time);
    }
    const auto longest = std::ranges::max_element(c.requests, {}, &RequestGlance::queued);
    if (longest != c.requests.end() && longest->queued >= waitFrom) {
        const milliseconds time = inMs(longest->queued);
        const QString behind = QString::fromLatin1(longest->behind);
        const QString line = VerdictText::request(longest->line);
        const QString sentence = behind.isEmpty()
            ? VerdictText::tr("%1 waited %2 for its worker, which was busy.").arg(line, VerdictText::time(time))
            : VerdictText::tr("%1 waited %2 for its worker, behind %3.").arg(line, VerdictText::time(time), behind);
        return verdict(Kind::WaitedForWorker, sentence, time, behind);
    }
    if (info.waited < waitFrom)
        return {};
    const milliseconds time = inMs(info.waited);
    return verdict(Kind::WaitedForWorker,
                   VerdictText::tr("It waited %1 for its worker after it was accepted.").arg(VerdictText::time(time)),
                   time);
}

Answer idleClosedByUs(const ConnectionCase &c)
{
    const ConnectionInfo &info = *c.facts;
    if (info.cause != CloseCause::TimedOut || info.requests == 0 || !info.end || !info.end->idleFor)
        return {};
    const milliseconds time = *info.end->idleFor;
    const QString sentence = c.roundTrip
        ? VerdictText::tr(
              "We closed it at our keep-alive time-out, after %1 idle. A request that the client sends within the "
              "round trip of %2 before it sees that fails. Let the client's time-out be the shorter one.")
              .arg(VerdictText::time(time), VerdictText::time(std::chrono::ceil<milliseconds>(*c.roundTrip)))
        : VerdictText::tr(
              "We closed it at our keep-alive time-out, after %1 idle. A request that the client sends before it "
              "sees that fails. Let the client's time-out be the shorter one.")
              .arg(VerdictText::time(time));
    return verdict(Kind::IdleClosedByUs, sentence, time);
}

bool isClosedByClientWhileIdle(const ConnectionInfo &info)
{
    return info.end && info.end->firstBy == EndSide::Client && info.end->idleFor && info.requests > 0;
}

bool isToldTooShort(const ConnectionLimits &limits)
{
    return limits.keepAliveTimeout >= 1s && limits.keepAliveTimeout < shortKeepAlive;
}

Answer noReuse(const ConnectionCase &c)
{
    const ConnectionInfo &info = *c.facts;
    if (info.requests != 1 || isOpen(c) || info.status == 0)
        return {};
    const auto because = [](const QString &reason) {
        return verdict(Kind::NoReuse, VerdictText::tr("One request, and no reuse, since %1.").arg(reason), 0ms, reason);
    };
    if (const QString reason = VerdictText::whyNotKept(info.persistence, info.isTapped()); !reason.isEmpty())
        return because(reason);
    if (!isClosedByClientWhileIdle(info) || *info.end->idleFor >= atOnce)
        return {};
    if (isToldTooShort(c.limits) && !info.isTapped())
        return because(
            VerdictText::tr("we say Keep-Alive: timeout=1. A pool that takes a second off, as Node's agent does, "
                            "keeps it not at all"));
    return because(info.isTapped() ? VerdictText::tr("the client closed it at once, though the server kept it")
                                   : VerdictText::tr("the client closed it at once, though we kept it"));
}

Answer idleClosedByClient(const ConnectionCase &c)
{
    const ConnectionInfo &info = *c.facts;
    if (isOpen(c) || !isClosedByClientWhileIdle(info))
        return {};
    const milliseconds time = *info.end->idleFor;
    const QString text = VerdictText::time(time);
    if (info.end->firstSign == EndSign::Reset)
        return verdict(Kind::IdleClosedByClient,
                       VerdictText::tr("The client reset it after %1 idle. Nothing was lost.").arg(text), time);
    if (time < atOnce)
        return {};
    const QString sentence = c.alike > 0
        ? VerdictText::tr(
              "The client closed it after %1 idle, as it did with %n more: that is the time-out of its pool.", nullptr,
              VerdictText::number(c.alike))
              .arg(text)
        : VerdictText::tr("The client closed it after %1 idle. Nothing was lost.").arg(text);
    return verdict(Kind::IdleClosedByClient, sentence, time);
}

Answer closedByUs(const ConnectionCase &c)
{
    const ConnectionInfo &info = *c.facts;
    const bool isOurs = info.cause == CloseCause::Disconnected || info.cause == CloseCause::Aborted;
    if (!isOurs || !info.end || info.end->firstBy != EndSide::Server || !info.end->idleFor || info.requests == 0)
        return {};
    const milliseconds time = *info.end->idleFor;
    const QString reason = VerdictText::reason(info.closeReason);
    const QString end = reason.isEmpty() ? VerdictText::tr("Nothing was lost.") : VerdictText::tr("%1.").arg(reason);
    const QString begin = info.end->resetBy == EndSide::Server ? VerdictText::tr("We reset it after %1 idle.")
                                                               : VerdictText::tr("We closed it after %1 idle.");
    return verdict(Kind::ClosedByUs, begin.arg(VerdictText::time(time)) + u' ' + end, time, reason);
}

Answer inTwoParts(const ConnectionCase &c)
{
    const auto isSplit = [](const RequestGlance &request) {
        return request.arrival >= delayedAckFrom && request.arrival <= delayedAckTo && request.bytesIn <= twoSegments;
    };
    const auto count = std::ranges::count_if(c.requests, isSplit);
    if (count < 2) // once is chance
        return {};
    const auto first = std::ranges::find_if(c.requests, isSplit);
    const milliseconds time = inMs(first->arrival);
    return verdict(
        Kind::InTwoParts,
        VerdictText::tr("%n of its last %1 requests came in two parts, %2 apart: Nagle's algorithm waits for a "
                        "delayed ACK. Let the client send them in one piece, or set TCP_NODELAY.",
                        nullptr, VerdictText::number(count))
            .arg(QString::number(c.requests.size()), VerdictText::time(time)),
        time, VerdictText::request(first->line));
}

Answer neverUsed(const ConnectionCase &c)
{
    const ConnectionInfo &info = *c.facts;
    if (info.requests > 0 || info.bytesIn > 0 || info.state == ConnectionState::Waiting)
        return {};
    const milliseconds time = inMs((isOpen(c) ? c.now : info.closedAt) - info.openedAt);
    if (isOpen(c)) {
        if (info.state != ConnectionState::New || time < unusedFrom)
            return {};
        return verdict(Kind::NeverUsed,
                       VerdictText::tr("Open for %1, and no byte has come. Browsers connect in advance.")
                           .arg(VerdictText::time(time)),
                       time);
    }
    const bool isByClient = info.cause == CloseCause::ByClient;
    if (info.cause == CloseCause::ByServer)
        return verdict(Kind::NeverUsed,
                       VerdictText::tr("Opened in advance and never used; the server closed it after %1.")
                           .arg(VerdictText::time(time)),
                       time);
    return verdict(Kind::NeverUsed,
                   (isByClient ? VerdictText::tr("Opened in advance and never used; the client closed it after %1.")
                               : VerdictText::tr("Opened in advance and never used; we closed it after %1."))
                       .arg(VerdictText::time(time)),
                   time);
}

} // namespace

Verdict verdictOn(const ConnectionCase &connection)
{
    if (connection.facts->isTapped()) {
        for (const auto question : { TapVerdict::cameAfterFin, TapVerdict::cutByServer, clientLeft, notReading, cutByUs,
                                     TapVerdict::refused, vanished, halfClosed, TapVerdict::idleClosed, inTwoParts,
                                     noReuse, idleClosedByClient, closedByUs, neverUsed, TapVerdict::notLookedInto }) {
            if (const Answer answer = question(connection))
                return *answer;
        }
        return {};
    }
    for (const auto question : { cameAfterFin, clientLeft, notReading, cutByUs, refused, vanished, halfClosed, waited,
                                 idleClosedByUs, inTwoParts, noReuse, idleClosedByClient, closedByUs, neverUsed }) {
        if (const Answer answer = question(connection))
            return *answer;
    }
    return {};
}

} // namespace Drainboard
