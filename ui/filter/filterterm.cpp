// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "filter/filterterm.h"

#include <algorithm>

using namespace std::chrono;

namespace Drainboard {
namespace {

using Key = FilterTerm::Key;
using End = FilterTerm::End;
using Range = FilterTerm::Range;

bool isIn(const std::vector<Range> &ranges, quint64 number)
{
    return std::ranges::any_of(ranges,
                               [number](const Range &range) { return range.from <= number && number <= range.to; });
}

bool isIn(const std::vector<Range> &ranges, SteadyClock::duration time)
{
    const auto count = duration_cast<microseconds>(time).count();
    return isIn(ranges, static_cast<quint64>(std::max(count, decltype(count) { 0 })));
}

bool isDigit(QChar c)
{
    return c >= QLatin1Char('0') && c <= QLatin1Char('9');
}

bool isNumber(QStringView text)
{
    return !text.isEmpty() && std::ranges::all_of(text, isDigit);
}

/// Whether a number, a word or a part of an address goes on from \a left to \a right.
bool isJoined(QChar left, QChar right)
{
    return left.isLetterOrNumber() && right.isLetterOrNumber();
}

QStringView portOf(QStringView peer)
{
    return peer.mid(peer.lastIndexOf(QLatin1Char(':')) + 1);
}

/// "127.0.0.1" of "127.0.0.1:54321", "::1" of "[::1]:54321".
QStringView addressOf(QStringView peer)
{
    QStringView address = peer.left(std::max<qsizetype>(peer.lastIndexOf(QLatin1Char(':')), 0));
    if (address.startsWith(QLatin1Char('[')) && address.endsWith(QLatin1Char(']')))
        address = address.mid(1, address.size() - 2);
    return address;
}

/// "10.0.0.1" is the beginning of "10.0.0.1:80", and none of "10.0.0.12:80".
bool isBeginning(QStringView text, QStringView beginning)
{
    if (!text.startsWith(beginning, Qt::CaseInsensitive))
        return false;
    return text.size() == beginning.size() || !isJoined(beginning.back(), text[beginning.size()]);
}

/// A number that is no part of an IPv4 address is a port: 35538, and so is :80.
bool matchesPeer(QStringView peer, const QString &wanted)
{
    QStringView port = wanted;
    const bool hasColon = port.startsWith(QLatin1Char(':'));
    if (hasColon)
        port = port.mid(1);
    if (isNumber(port) && (hasColon || port.size() > 3 || port.toInt() > 255))
        return portOf(peer) == port;
    return isBeginning(peer, wanted) || isBeginning(addressOf(peer), wanted);
}

/// Digits alone are no part of a peer: else 404 would find some ports. Other text is found where no number is cut.
bool isInPeer(QStringView peer, const QString &text)
{
    if (isNumber(text))
        return false;
    for (qsizetype at = peer.indexOf(text, 0, Qt::CaseInsensitive); at >= 0;
         at = peer.indexOf(text, at + 1, Qt::CaseInsensitive)) {
        const qsizetype end = at + text.size();
        const bool cutsLeft = at > 0 && isDigit(peer[at - 1]) && isDigit(text.front());
        const bool cutsRight = end < peer.size() && isDigit(peer[end]) && isDigit(text.back());
        if (!cutsLeft && !cutsRight)
            return true;
    }
    return false;
}

bool isInProcess(const FilterSubject &subject, const QString &text)
{
    if (!subject.process)
        return false;
    if (isNumber(text))
        return text.toLongLong() == subject.process->pid;
    return subject.process->name.contains(text, Qt::CaseInsensitive);
}

bool matchesText(const FilterSubject &subject, const QString &text)
{
    const ConnectionInfo &connection = subject.connection;
    const auto has = [&text](const QByteArray &bytes) {
        return QLatin1String(bytes).contains(text, Qt::CaseInsensitive);
    };
    if (has(connection.requestLine) || has(connection.closeReason))
        return true;
    if (isNumber(text))
        return connection.status > 0 && text.toInt() == connection.status;
    return isInPeer(connection.peer, text) || isInProcess(subject, text);
}

/// "/delay" has "/delay", "/delay/300" and "/delay?x", and not "/delayed". "/" has itself alone: else it had all.
bool matchesRoute(const QByteArray &requestLine, const QString &route)
{
    const QLatin1String line(requestLine);
    const QLatin1String target = line.mid(line.indexOf(QLatin1Char(' ')) + 1);
    if (!target.startsWith(route))
        return false;
    const QLatin1String rest = target.mid(route.size());
    if (rest.isEmpty() || rest.startsWith(QLatin1Char('?')))
        return true;
    if (route == QLatin1String("/"))
        return false;
    return route.endsWith(QLatin1Char('/')) || rest.startsWith(QLatin1Char('/'));
}

// As verdicts see it.
constexpr auto longWait = std::chrono::seconds(1);

bool cameAfterFin(const LostRequest &lost)
{
    return lost.reason == LossReason::CameAfterFin || lost.reason == LossReason::CameInPartAfterFin;
}

auto isLostBy(LossReason reason)
{
    return [reason](const LostRequest &lost) { return lost.reason == reason; };
}

bool hasEnd(const ConnectionInfo &connection, End end)
{
    const bool isKnown { connection.end };
    switch (end) {
    case End::Fin:
        return isKnown && connection.end->firstSign == EndSign::Fin;
    case End::Reset:
        return connection.cause == CloseCause::Aborted
            || (isKnown && (connection.end->firstSign == EndSign::Reset || connection.end->resetBy != EndSide::Nobody));
    case End::TimedOut:
        return connection.cause == CloseCause::TimedOut;
    case End::Refused:
        return connection.cause == CloseCause::Rejected;
    case End::Aborted:
        return connection.cause == CloseCause::Aborted;
    case End::ByClient:
        return connection.cause == CloseCause::ByClient || (isKnown && connection.end->firstBy == EndSide::Client);
    case End::ByServer:
        return isKnown && connection.end->firstBy == EndSide::Server;
    case End::Vanished:
        return isKnown && connection.end->firstSign == EndSign::GivenUp;
    case End::AfterFin:
        return std::ranges::any_of(connection.lostRequests, cameAfterFin);
    case End::Unused:
        return connection.state == ConnectionState::Closed && connection.bytesIn == 0;
    case End::NoReuse:
        return connection.state == ConnectionState::Closed && connection.requests == 1
            && connection.cause != CloseCause::Rejected;
    case End::HalfClosed:
        return connection.peerFinished && connection.state == ConnectionState::Responding;
    case End::NotReading:
        return connection.unsent > 0 || connection.closeReason == "The client did not read";
    case End::Waited:
        return connection.waited >= longWait || connection.state == ConnectionState::Waiting
            || (connection.state == ConnectionState::Closed && connection.stateBeforeClose == ConnectionState::Waiting);
    case End::ClientLeft:
        return std::ranges::any_of(connection.lostRequests, isLostBy(LossReason::ClientLeft));
    case End::Cut:
        return std::ranges::any_of(connection.lostRequests, isLostBy(LossReason::Disconnected))
            || std::ranges::any_of(connection.lostRequests, isLostBy(LossReason::Aborted))
            || std::ranges::any_of(connection.lostRequests, isLostBy(LossReason::LeftOpen));
    }
    return false;
}

bool hasAnyEnd(const ConnectionInfo &connection, quint32 words)
{
    for (int end = 0; end <= static_cast<int>(FilterTerm::lastEnd); ++end) {
        if ((words >> end & 1) && hasEnd(connection, static_cast<End>(end)))
            return true;
    }
    return false;
}

/// How long the last or running request takes. What it waited for its worker counts: its client has waited, too.
std::optional<SteadyClock::duration> requestTime(const FilterSubject &subject)
{
    const ConnectionInfo &connection = subject.connection;
    if (connection.state == ConnectionState::Waiting)
        return subject.now - connection.openedAt;
    const SteadyClock::duration waited = connection.requests <= 1 ? connection.waited : microseconds(0);
    if (connection.lastByteAfter)
        return *connection.lastByteAfter + waited;
    if (connection.state == ConnectionState::Responding)
        return subject.now - connection.stateSince + waited;
    return std::nullopt;
}

bool isTrue(const FilterTerm &term, const FilterSubject &subject)
{
    const ConnectionInfo &connection = subject.connection;
    const auto matchesAny = [&term](const auto &matchesOne) { return std::ranges::any_of(term.texts, matchesOne); };
    switch (term.key) {
    case Key::Text:
        return matchesAny([&](const QString &text) { return matchesText(subject, text); });
    case Key::Status:
        return connection.status > 0 && isIn(term.ranges, static_cast<quint64>(connection.status));
    case Key::State:
        return term.words >> static_cast<int>(connection.state) & 1;
    case Key::Idle:
        return (connection.state == ConnectionState::New || connection.state == ConnectionState::Idle)
            && isIn(term.ranges, subject.now - connection.stateSince);
    case Key::Slow:
        if (const auto time = requestTime(subject))
            return isIn(term.ranges, *time);
        return false;
    case Key::Requests:
        return isIn(term.ranges, connection.requests);
    case Key::Peer:
        return matchesAny([&](const QString &text) { return matchesPeer(connection.peer, text); });
    case Key::Process:
        return matchesAny([&](const QString &text) { return isInProcess(subject, text); });
    case Key::Route:
        return matchesAny([&](const QString &text) { return matchesRoute(connection.requestLine, text); });
    case Key::End:
        return hasAnyEnd(connection, term.words);
    case Key::Lost:
        return !connection.lostRequests.isEmpty();
    case Key::Id:
        return isIn(term.ranges, static_cast<quint64>(connection.id));
    }
    return false;
}

} // namespace

bool FilterTerm::matches(const FilterSubject &subject) const
{
    return isTrue(*this, subject) != isNegated;
}

} // namespace Drainboard
