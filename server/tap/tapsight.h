// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "connections/connectionrecord.h"
#include "http/conversation.h"

namespace Drainboard {

/// What is seen of one tapped connection: looks at what passes, and keeps the connection's record. Changes nothing of
/// what passes. Is told the times. Lives in the thread of its connection.
class TapSight final : private Conversation::Listener
{
    Q_DISABLE_COPY_MOVE(TapSight)

public:
    /// As ConnectionRecord's.
    TapSight(std::shared_ptr<ConnectionTable> table, ConnectionTable::Record record);

    ConnectionId id() const { return m_record.id(); }
    const ConnectionInfo &info() const { return m_record.info(); }

    /// The address from which the server sees the connection.
    void connected(const QString &serverSide);
    /// What the client has sent has come.
    void fromClient(QByteArrayView bytes, SteadyTime now);
    /// The client's kernel side has taken what the server has sent.
    void toClient(QByteArrayView bytes, SteadyTime now);
    void clientFinished(SteadyTime now);
    /// The server's FIN is on its way to the client. \a by: the server, or who ends the connection in its place.
    void serverFinished(SteadyTime now);
    /// By Nobody: the kernel has given up who does not answer.
    void reset(EndSide by, SteadyTime now);
    /// Writes what is new to the record. \a unsent as there.
    void write(const UnsentBytes &unsent);
    /// The last thing to do. \a reason as in ConnectionInfo.
    void close(CloseCause cause, const QByteArray &reason);

    /// Nothing is going on that could be lost.
    bool isIdle() const;
    /// Whether it is HTTP, so that it can be known what is going on.
    bool isKnown() const { return m_conversation.protocol() == PassedProtocol::Http; }
    /// Since when it is idle.
    SteadyTime idleSince() const { return info().stateSince; }

private:
    void onRequestTurn(const QByteArray &requestLine, qsizetype bytesIn, bool isNextBegun) override;
    void onAnswered(int status) override;
    ExchangeFacts facts() const { return m_conversation.facts(m_unsent == 0); }
    LossReason lossReason(CloseCause cause) const;
    bool cameAfterFin(quint64 request) const { return m_begunAtFin && request > *m_begunAtFin; }

    ConnectionRecord m_record;
    Conversation m_conversation { *this };
    quint64 m_unsent = 0;
    std::optional<quint64> m_begunAtFin; // requests begun when the server's FIN left for the client
};

} // namespace Drainboard
