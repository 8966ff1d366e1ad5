// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "connections/connectiontable.h"
#include "connections/requesttrail.h"

#include <memory>
#include <optional>

namespace Drainboard {

struct ExchangeFacts;

/// What is to be sent and the kernel has not taken, and since when it has taken nothing.
struct UnsentBytes
{
    quint64 count = 0;
    SteadyTime since {};
};

/// Keeps what the table knows of one connection up to date. It collects facts, and writes them to the table together:
/// twice a request, not at each fact. Each request that has ended it enters in the table's history. Lives in the thread
/// of its socket.
class ConnectionRecord
{
    Q_DISABLE_COPY_MOVE(ConnectionRecord)

public:
    /// Goes on with \a record of \a table, which nobody else writes.
    ConnectionRecord(std::shared_ptr<ConnectionTable> table, ConnectionTable::Record record);

    /// Why a request goes without its answer where the connection is closed for \a cause.
    static LossReason lossReason(CloseCause cause);

    ConnectionId id() const { return m_id; }
    /// As last written. Until close().
    const ConnectionInfo &info() const { return m_record->info(); }
    SteadyTime lastReceived() const { return m_lastReceived; }

    /// It is passed on to a server, which sees it come from \a serverSide.
    void passOn(const QString &serverSide);

    // What happens:

    /// \a bytes were received \a at a moment; the kernel had them at \a arrivedAt already. \a isNextBegun as in
    /// RequestTrail.
    void received(qsizetype bytes, SteadyTime at, SteadyTime arrivedAt, bool isNextBegun);
    void sent(qsizetype bytes, SteadyTime at);
    void peerFinished() { m_peerFinished = true; }
    // How it ends. What it was doing then is what \a exchange and \a isAllSent say, as for write(). All is written to
    // the table at once.
    void finNoticed(EndSide by, SteadyTime at, const ExchangeFacts &facts);
    /// A RST. By Nobody: there was none, but the kernel has given the client up.
    void resetNoticed(EndSide by, SteadyTime at, const ExchangeFacts &facts);
    /// Bytes, as in ConnectionEnd; after one of the two above.
    void leftOver(quint64 unread, quint64 unsent);
    /// A request of \a bytesIn bytes is handed on, \a requestLine as in ConnectionInfo: from now on an answer is owed.
    /// \a isNextBegun: something has come behind it.
    void beginAnswer(const QByteArray &requestLine, qsizetype bytesIn, bool isNextBegun);
    /// The answer, of that \a status, is whole in the kernel.
    void endAnswer(int status);
    /// What has come, \a bytesIn bytes, is refused with \a status, and not handed on. No answer is owed. \a requestLine
    /// is empty where it has not come.
    void refuse(int status, const QByteArray &requestLine, qsizetype bytesIn);
    bool isAnswerOwed() const { return m_answerOwed; }
    /// An idle connection is not closed \a now, in case that a request comes. Until something comes, or it is closed.
    void hold(SteadyTime now) { m_heldSince = now; }

    // What the table is told:

    /// All of it, and what \a exchange says. \a isAllSent: the kernel has taken all that was written. \a isFinSent: our
    /// FIN has been sent.
    void write(const ExchangeFacts &facts, bool isFinSent, const UnsentBytes &unsent = {},
               PassedProtocol passed = PassedProtocol::Http);
    /// The connection, which is a WebSocket, is about to be closed. \a isToldToGo and \a isInOrder as in
    /// EndedWebSockets.
    void endWebSocket(bool isToldToGo, bool isInOrder);
    /// The last thing to do. \a reason as in ConnectionInfo. Where an answer is owed, its request is lost, \a status as
    /// in RequestLife, and so are those \a behind it. \a why: the reason, where \a cause does not tell it.
    void close(CloseCause cause, const QByteArray &reason, int status = 0, const QList<LostRequest> &behind = {},
               std::optional<LossReason> why = {});

private:
    void writeCounts(ConnectionInfo &info);
    void writeEnd(const ConnectionEnd &end);
    void noteFirst(ConnectionEnd &end, EndSide by, EndSign sign, SteadyTime at, const ExchangeFacts &facts) const;
    void endHold(SteadyTime now, qsizetype requests);
    std::optional<SteadyTime> lastEnd() const;
    void enter(RequestLife life, SteadyTime endedAt);
    void enterRefusal();
    void enterLost(LossReason reason, int status, const QList<LostRequest> &behind);

    const std::shared_ptr<ConnectionTable> m_table;
    const ConnectionTable::Record m_record;
    const ConnectionId m_id;
    quint64 m_received = 0; // all of them, as in ConnectionInfo
    quint64 m_sent = 0;
    SteadyTime m_lastReceived {};
    SteadyTime m_lastSent {};
    std::optional<SteadyTime> m_heldSince;
    bool m_peerFinished = false;
    bool m_answerOwed = false;
    QByteArray m_requestLine; // that is answered
    SteadyTime m_answerBegan {};
    // Negative: there is none. An optional one would take twice the memory, in each connection.
    std::chrono::microseconds m_firstByteAfter { -1 };
    std::chrono::microseconds m_lastByteAfter { -1 };
    RequestTrail m_trail;
    quint64 m_sentBefore = 0; // of m_sent, by the end of the last answer
};

} // namespace Drainboard
