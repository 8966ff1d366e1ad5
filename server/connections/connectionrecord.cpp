// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "connections/connectionrecord.h"

#include "http/exchangefacts.h"

#include <algorithm>
#include <utility>

namespace Drainboard {

using std::chrono::microseconds;

namespace {

constexpr microseconds none { -1 };

microseconds between(SteadyTime begin, SteadyTime end)
{
    return std::chrono::duration_cast<microseconds>(end - begin);
}

std::optional<microseconds> known(microseconds time)
{
    return time < microseconds(0) ? std::nullopt : std::optional(time);
}

} // namespace

ConnectionRecord::ConnectionRecord(std::shared_ptr<ConnectionTable> table, ConnectionTable::Record record)
    : m_table(std::move(table))
    , m_record(record)
    , m_id(m_record->info().id)
    , m_lastReceived(m_record->info().openedAt)
{
    const SteadyTime now = SteadyClock::now();
    m_table->update(m_record, [now](ConnectionInfo &info) {
        info.state = ConnectionState::New;
        info.stateSince = now;
        info.waited = between(info.openedAt, now);
    });
}

void ConnectionRecord::passOn(const QString &serverSide)
{
    m_table->update(m_record, [&serverSide](ConnectionInfo &info) { info.serverSide = serverSide; });
}

LossReason ConnectionRecord::lossReason(CloseCause cause)
{
    switch (cause) {
    case CloseCause::ByClient:
        return LossReason::ClientLeft;
    case CloseCause::Aborted:
        return LossReason::Aborted;
    case CloseCause::None:
    case CloseCause::Disconnected:
    case CloseCause::TimedOut:
    case CloseCause::Rejected:
    case CloseCause::ByServer:
    case CloseCause::RefusedByServer:
        break;
    }
    return LossReason::Disconnected;
}

void ConnectionRecord::received(qsizetype bytes, SteadyTime at, SteadyTime arrivedAt, bool isNextBegun)
{
    m_received += quint64(bytes);
    m_lastReceived = at;
    m_trail.arrived(arrivedAt, isNextBegun);
    if (m_heldSince)
        endHold(at, 1);
}

void ConnectionRecord::sent(qsizetype bytes, SteadyTime at)
{
    m_sent += quint64(bytes);
    m_lastSent = at;
    if (m_answerOwed && m_firstByteAfter < microseconds(0))
        m_firstByteAfter = between(m_answerBegan, at);
}

void ConnectionRecord::endHold(SteadyTime now, qsizetype requests)
{
    const auto held = std::chrono::duration_cast<std::chrono::milliseconds>(now - *m_heldSince);
    m_heldSince.reset();
    m_table->countHeld({ .count = 1, .usedAgain = requests, .longest = held });
}

void ConnectionRecord::beginAnswer(const QByteArray &requestLine, qsizetype bytesIn, bool isNextBegun)
{
    m_trail.begin(bytesIn, lastEnd(), isNextBegun);
    m_answerOwed = true;
    m_requestLine = requestLine;
    // Its turn came with the last byte that it waited for: its own, or that of the response before it. No need to ask
    // for the time again.
    m_answerBegan = std::max(m_lastReceived, m_lastSent);
    m_firstByteAfter = none;
    m_lastByteAfter = none;
}

void ConnectionRecord::endAnswer(int status)
{
    m_answerOwed = false;
    m_lastByteAfter = between(m_answerBegan, m_lastSent);
    m_table->countAnswered();
    RequestLife life = m_trail.life();
    life.status = status;
    life.requestLine = std::exchange(m_requestLine, QByteArray());
    life.handedOnAt = m_answerBegan;
    enter(std::move(life), m_lastSent);
    m_sentBefore = m_sent;
}

void ConnectionRecord::refuse(int status, const QByteArray &requestLine, qsizetype bytesIn)
{
    m_trail.beginRefusal(status, bytesIn, lastEnd());
    m_requestLine = requestLine;
    m_firstByteAfter = none;
    m_lastByteAfter = none;
}

// When the last answer was whole in the kernel.
std::optional<SteadyTime> ConnectionRecord::lastEnd() const
{
    return m_lastByteAfter < microseconds(0) ? std::nullopt : std::optional(m_answerBegan + m_lastByteAfter);
}

void ConnectionRecord::enter(RequestLife life, SteadyTime endedAt)
{
    life.connection = m_id;
    life.endedAt = endedAt;
    life.bytesOut = m_sent - m_sentBefore;
    if (m_firstByteAfter >= microseconds(0))
        life.firstByteOut = m_answerBegan + m_firstByteAfter;
    m_table->history().add(life);
}

// A refusal is so short that its first byte goes with its last.
void ConnectionRecord::enterRefusal()
{
    RequestLife life = m_trail.life();
    life.outcome = RequestOutcome::Refused;
    life.requestLine = std::exchange(m_requestLine, QByteArray());
    if (life.arrivedAt == SteadyTime()) // nothing has come: the connection itself is one too many
        life.firstByteIn = life.arrivedAt = m_lastReceived;
    const bool isSent = m_sent > m_sentBefore;
    const SteadyTime end = std::max(m_lastReceived, m_lastSent);
    life.handedOnAt = end;
    if (isSent)
        life.firstByteOut = end;
    enter(std::move(life), end);
    m_sentBefore = m_sent;
    m_trail.endRefusal();
}

void ConnectionRecord::enterLost(LossReason reason, int status, const QList<LostRequest> &behind)
{
    const SteadyTime now = std::max({ SteadyClock::now(), m_lastReceived, m_lastSent });
    if (m_answerOwed) {
        RequestLife life = m_trail.life();
        life.outcome = RequestOutcome::Lost;
        life.lossReason = reason;
        life.status = status;
        life.requestLine = m_requestLine;
        life.handedOnAt = m_answerBegan;
        enter(std::move(life), now);
    }
    m_firstByteAfter = none;
    m_sentBefore = m_sent;
    quint32 place = 0;
    for (const LostRequest &lost : behind) {
        RequestLife life = m_trail.lifeBehind(++place);
        life.outcome = RequestOutcome::Lost;
        life.lossReason = lost.reason;
        life.requestLine = lost.line;
        life.handedOnAt = now;
        enter(std::move(life), now);
    }
}

void ConnectionRecord::write(const ExchangeFacts &facts, bool isFinSent, const UnsentBytes &unsent,
                             PassedProtocol passed)
{
    const ConnectionState state = isFinSent ? ConnectionState::Closing : facts.state;
    const SteadyTime since = state == ConnectionState::Closing ? SteadyClock::now()
                                                               : std::max(m_lastReceived, m_lastSent);
    if (m_heldSince && isFinSent)
        endHold(since, 0);
    if (m_trail.isRefused() && facts.state != ConnectionState::Responding)
        enterRefusal();
    m_table->update(m_record, [&](ConnectionInfo &info) {
        writeCounts(info);
        if (info.requests != facts.requestsBegun) {
            info.requests = facts.requestsBegun;
            info.requestLine = facts.requestLine;
        }
        const bool answered = facts.status != 0 && facts.persistence != Persistence::ClosedByRefusal;
        info.status = facts.status;
        info.firstByteAfter = answered ? known(m_firstByteAfter) : std::nullopt;
        info.lastByteAfter = answered ? known(m_lastByteAfter) : std::nullopt;
        info.unsent = unsent.count;
        info.blockedSince = unsent.since;
        info.pipelined = facts.isMoreWaiting;
        info.persistence = facts.persistence;
        info.passed = passed;
        if (info.state != state) {
            info.state = state;
            info.stateSince = since;
        }
    });
}

void ConnectionRecord::finNoticed(EndSide by, SteadyTime at, const ExchangeFacts &facts)
{
    ConnectionEnd end = info().end.value();
    noteFirst(end, by, EndSign::Fin, at, facts);
    SteadyTime &finAt = by == EndSide::Client ? end.clientFinAt : end.ourFinAt;
    if (finAt != SteadyTime())
        return;
    finAt = at;
    writeEnd(end);
}

void ConnectionRecord::resetNoticed(EndSide by, SteadyTime at, const ExchangeFacts &facts)
{
    ConnectionEnd end = info().end.value();
    if (end.resetAt != SteadyTime())
        return;
    noteFirst(end, by, by == EndSide::Nobody ? EndSign::GivenUp : EndSign::Reset, at, facts);
    end.resetAt = at;
    end.resetBy = by;
    writeEnd(end);
}

void ConnectionRecord::leftOver(quint64 unread, quint64 unsent)
{
    ConnectionEnd end = info().end.value();
    end.unread = unread;
    end.unsent = unsent;
    writeEnd(end);
}

void ConnectionRecord::writeEnd(const ConnectionEnd &end)
{
    m_table->update(m_record, [known = KnownEnd(end)](ConnectionInfo &info) { info.end = known; });
}

void ConnectionRecord::noteFirst(ConnectionEnd &end, EndSide by, EndSign sign, SteadyTime at,
                                 const ExchangeFacts &facts) const
{
    if (end.firstSign != EndSign::None)
        return;
    end.firstBy = by;
    end.firstSign = sign;
    end.stateAtFirst = facts.state;
    if (end.stateAtFirst != ConnectionState::New && end.stateAtFirst != ConnectionState::Idle)
        return;
    // What is in the table may be older.
    const SteadyTime since = end.stateAtFirst == ConnectionState::New ? info().openedAt
                                                                      : std::max(m_lastReceived, m_lastSent);
    end.idleFor = std::chrono::duration_cast<std::chrono::milliseconds>(at - since);
}

void ConnectionRecord::endWebSocket(bool isToldToGo, bool isInOrder)
{
    m_table->countWebSockets(
        { .ended = 1, .toldToGo = isToldToGo ? 1 : 0, .inOrder = isInOrder ? 1 : 0, .cut = isInOrder ? 0 : 1 });
}

void ConnectionRecord::close(CloseCause cause, const QByteArray &reason, int status, const QList<LostRequest> &behind,
                             std::optional<LossReason> why)
{
    const LossReason reasonOwed = why.value_or(lossReason(cause));
    if (m_heldSince)
        endHold(SteadyClock::now(), 0);
    if (m_trail.isRefused())
        enterRefusal();
    if (m_answerOwed || !behind.isEmpty())
        enterLost(reasonOwed, status, behind);
    m_table->update(m_record, [&](ConnectionInfo &info) {
        writeCounts(info);
        info.closeReason = reason;
        if (m_answerOwed)
            info.lostRequests += { m_requestLine, reasonOwed };
        info.lostRequests += behind;
    });
    m_table->close(m_record, cause);
}

void ConnectionRecord::writeCounts(ConnectionInfo &info)
{
    info.bytesIn = m_received;
    info.bytesOut = m_sent;
    info.peerFinished = m_peerFinished;
    info.answerOwed = m_answerOwed;
}

} // namespace Drainboard
