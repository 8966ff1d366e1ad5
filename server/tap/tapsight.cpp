// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "tap/tapsight.h"

#include <utility>

namespace Drainboard {

TapSight::TapSight(std::shared_ptr<ConnectionTable> table, ConnectionTable::Record record)
    : m_record(std::move(table), record)
{
}

void TapSight::connected(const QString &serverSide)
{
    m_record.passOn(serverSide);
}

void TapSight::fromClient(QByteArrayView bytes, SteadyTime now)
{
    m_record.received(bytes.size(), now, now, !m_conversation.isInRestOfRequest());
    m_conversation.fromClient(bytes);
}

void TapSight::toClient(QByteArrayView bytes, SteadyTime now)
{
    m_record.sent(bytes.size(), now);
    m_conversation.fromServer(bytes);
}

void TapSight::onRequestTurn(const QByteArray &requestLine, qsizetype bytesIn, bool isNextBegun)
{
    m_record.beginAnswer(requestLine, bytesIn, isNextBegun);
}

void TapSight::onAnswered(int status)
{
    m_record.endAnswer(status);
}

void TapSight::clientFinished(SteadyTime now)
{
    m_record.peerFinished();
    m_record.finNoticed(EndSide::Client, now, facts());
}

void TapSight::serverFinished(SteadyTime now)
{
    m_record.finNoticed(EndSide::Server, now, facts());
    m_conversation.serverFinished();
    m_begunAtFin = m_conversation.begun();
}

void TapSight::reset(EndSide by, SteadyTime now)
{
    m_record.resetNoticed(by, now, facts());
}

void TapSight::write(const UnsentBytes &unsent)
{
    m_unsent = unsent.count;
    const bool isEnding = m_begunAtFin.has_value();
    m_record.write(facts(), isEnding, unsent, m_conversation.protocol());
}

bool TapSight::isIdle() const
{
    const ConnectionState state = facts().state;
    return state == ConnectionState::New || state == ConnectionState::Idle;
}

LossReason TapSight::lossReason(CloseCause cause) const
{
    if (cause != CloseCause::ByServer)
        return ConnectionRecord::lossReason(cause);
    if (m_conversation.responseStatus() != 0)
        return LossReason::CutByServer;
    const KnownEnd &end = info().end;
    return end && end->resetAt != SteadyTime() && end->ourFinAt == SteadyTime() ? LossReason::ResetByServer
                                                                                : LossReason::ClosedByServer;
}

void TapSight::close(CloseCause cause, const QByteArray &reason)
{
    const LossReason why = lossReason(cause);
    const QList<QByteArray> waiting = cause == CloseCause::ByClient ? QList<QByteArray>() : m_conversation.waiting();
    // Counted from 1: behind those that are answered the one whose answer is owed, and then those that wait.
    quint64 request = m_conversation.answered() + (m_record.isAnswerOwed() ? 1 : 0);
    const LossReason whyOwed = cameAfterFin(request) ? LossReason::CameAfterFin : why;
    QList<LostRequest> behind;
    for (const QByteArray &line : waiting)
        behind += { line, cameAfterFin(++request) ? LossReason::CameAfterFin : why };
    m_record.close(cause, reason, m_conversation.responseStatus(), behind, whyOwed);
}

} // namespace Drainboard
