// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "connections/bufferbudget.h"
#include "connections/connectionquota.h"
#include "connections/connectionrecord.h"
#include "http/exchangefacts.h"
#include "http/httpexchange.h"
#include "loop/timewheel.h"
#include "net/descriptorwatch.h"
#include "net/tcpdescriptor.h"
#include "tracking/acceptedconnection.h"
#include "tracking/farewell.h"
#include "tracking/idleconnections.h"
#include "tracking/requestgaps.h"
#include "tracking/socketdeadline.h"
#include "tracking/sockethost.h"
#include "tracking/socketoutput.h"
#include "tracking/unansweredrequests.h"
#include "tracking/websocketstream.h"

#include <QPointer>
#include <QTimer>

#include <memory>
#include <optional>

namespace Drainboard {

/// One HTTP connection on a descriptor: reads requests, hands them on one at a time and whole, sends what is written in
/// response, keeps the limits, and ends in good order. Where a response makes a WebSocket of it, bytes go through as
/// they are. A TrackedSocket shows it to QHttpServer. Lives in a worker's thread.
class HttpChannel final : private TimeWheel::Entry, private IdleConnections::Entry, private DescriptorWatch::Listener
{
    Q_DISABLE_COPY_MOVE(HttpChannel)

public:
    /// Who is told. It may delete the channel from onRequest(), onWebSocketBytes() and onSent() only.
    class Owner
    {
    public:
        /// \a request is whole and valid. A response is to be written now or later.
        virtual void onRequest(QByteArray request) = 0;
        /// Bytes of a WebSocket have come: see webSocket().
        virtual void onWebSocketBytes() = 0;
        /// Whether more of them may be taken from the kernel.
        virtual bool wantsWebSocketBytes() const = 0;
        /// The kernel has taken \a bytes of what was written, or nobody can receive them any more.
        virtual void onSent(qint64 bytes) = 0;
        /// The connection has been idle for so long that buffers can be given back.
        virtual void onLongIdle() = 0;
        /// The connection is closed. Once.
        virtual void onEnded(CloseCause cause) = 0;
        /// The connection is closed, and no response is awaited any more. More than once.
        virtual void onAnsweredTooLate() = 0;

    protected:
        ~Owner() = default;
    };

    /// Takes over \a connection, and keeps its place as long as it is open. \a host must live in this thread. \a
    /// context, which owns this, is the parent of its notifiers.
    HttpChannel(AcceptedConnection &connection, SocketHost &host, QObject *context, Owner &owner);

    ConnectionId id() const { return m_record.id(); }
    /// Only while isOpen().
    const ConnectionInfo &info() const { return m_record.info(); }
    const TcpDescriptor &descriptor() const { return m_descriptor; }
    bool isOpen() const { return m_descriptor.isOpen(); }
    /// A request was handed on, and its response is not complete.
    bool isResponding() const { return m_exchange.isResponding(); }
    /// Whether the client is still served, as far as it has been told.
    bool isServing() const { return isOpen() && !m_finSent && m_farewell.isServing(); }
    /// Where a request may still be handed on.
    bool isRequestPossible() const { return isServing() && (!m_peerFinished || m_exchange.isRequestReady()); }
    const SocketOutput &output() const { return m_output; }
    /// Null once it has been deleted.
    SocketHost *host() const { return m_host; }
    /// As HttpExchange::originalHeader().
    QByteArray originalHeader() const { return m_exchange.originalHeader(); }

    /// Begins to read.
    void start()
    {
        if (!isOpen() || m_watch.isStarted())
            return;
        m_watch.start(m_descriptor.number());
        listAsIdle(IdleConnections::Kind::Unused);
        setDeadline();
    }
    /// Takes a part of the response to the present request. What belongs to no request is dropped. Behind a 101 that
    /// made a WebSocket of the connection, takes what is to be sent.
    void write(QByteArrayView bytes);
    /// Null until a response has made a WebSocket of the connection. Who has read from it calls watch().
    WebSocketStream *webSocket() const { return m_webSocket.get(); }
    /// Looks whether to go on reading from the kernel.
    void watch()
    {
        m_watch.setReading(wantsToRead());
        m_watch.setWriting(wantsToWrite());
    }
    /// Ends the connection, now or later, as \a policy says.
    void takeLeave(Farewell::Policy policy);
    /// Answers with \a status, as soon as what is being answered is complete, and closes.
    void refuse(int status)
    {
        m_exchange.refuse(status);
        advance();
    }

    /// The host's limits are others: what is awaited may be due earlier now.
    void onLimitsChanged()
    {
        if (isOpen() && m_watch.isStarted())
            setDeadline();
    }

    // For a wait that blocks the event loop: see ChannelWait.

    bool wantsToRead() const { return !m_peerFinished && (!isServing() || wantsMore()); }
    bool wantsToWrite() const { return !m_output.isEmpty() || m_turnIsOver; }
    /// When something is due next, if nothing comes.
    SteadyTime dueAt() const { return nextDeadline().time; }
    enum class Requests { Keep, HandOn };
    /// Does what the event loop would do now, also within onRequest() and onSent(). Requests that are whole it hands on
    /// or keeps for later, as \a requests says. \a isReadable: the kernel has something, or the connection is lost.
    void attend(Requests requests, bool isReadable)
    {
        const QPointer<QObject> self(m_context); // whoever is called may delete it, and this with it
        const bool isWithin = std::exchange(m_advancing, false);
        const bool keptRequests = std::exchange(m_keepsRequests, requests == Requests::Keep);
        if (const SteadyTime now = SteadyClock::now(); isOpen() && dueAt() <= now)
            onDeadline(now);
        if (self && isReadable && isOpen())
            wantsToRead() ? onReadable() : onException();
        if (self)
            advance();
        if (!self)
            return;
        m_advancing = isWithin;
        m_keepsRequests = keptRequests;
        if (m_exchange.isRequestReady())
            advanceSoon();
    }

    /// Resets the connection.
    void reset()
    {
        if (isOpen())
            finish(CloseCause::Aborted);
    }
    /// Ends the connection and tells only the table. A response cut short is reset.
    void endSilently()
    {
        if (!isOpen())
            return;
        const auto step = Farewell::atOnce(!m_exchange.isResponding(), m_output.isEmpty());
        release(step == Farewell::Step::Reset ? CloseCause::Aborted : CloseCause::Disconnected);
    }

private:
    // What happens:
    void onReadable() override;
    void onWritable() override { advance(); }
    void onException() override
    {
        if (m_descriptor.isGone())
            finishAsLost();
    }
    void onDeadline(SteadyTime now) override
    {
        const QPointer<QObject> self(m_context); // what is missed may have the owner called, who may delete this
        if (const SocketDeadline due = nextDeadline(); now >= due.time)
            miss(due.purpose, now);
        if (self && isOpen())
            setDeadline();
    }

    ConnectionQuota::Place makeRoom() override;

    bool isAllSent() const { return m_output.isEmpty() && !m_turnIsOver; }
    bool wantsMore() const;
    bool receive();
    void lookAhead();
    void noteReceived(qsizetype bytes);
    SteadyTime arrivalOf(SteadyTime now) const;
    void take(QByteArrayView bytes);
    void chargeBuffers();
    void advance();
    void advanceSoon();
    /// For what is written to a connection that is closed, where no notifier comes back. With a timer: what is posted
    /// anew at each turn would keep everything else waiting.
    void advanceLater()
    {
        QTimer::singleShot(std::chrono::milliseconds(1), m_context, [this] { advance(); });
    }
    void appendOurResponses();
    void deliverRequest();
    void becomeWebSocket();
    void beginGoingAway();
    void send();

    // What follows from it:
    void settle();
    Farewell::Step nextStep();
    void go(Farewell::Step step, CloseCause cause);
    void leaveIdle();
    void closeIfQuiet(CloseCause cause, const QByteArray &reason = {});
    void sendFin(const TcpDescriptor::Condition &condition);
    void noteFin(EndSide by, SteadyTime at);
    void noteLost(SteadyTime at);
    void noteClosing(CloseCause cause);
    void noteLeftover(const TcpDescriptor::Leftover &left);
    bool mayLeaveSomething(CloseCause cause, SteadyTime now) const;
    /// The client reset the connection, or is no longer there. Behind our FIN it was we who ended it.
    void finishAsLost()
    {
        noteLost(SteadyClock::now());
        finish(m_finSent ? m_ourCause : CloseCause::ByClient);
    }
    void finish(CloseCause cause);
    void release(CloseCause cause);
    void setDeadline()
    {
        if (const SocketDeadline due = nextDeadline(); m_host && due.purpose != SocketDeadline::Purpose::None)
            m_host->setDeadline(*this, due);
    }
    // A body begins when all before it is done: our 100 Continue is sent, and nothing else is being answered.
    void noteBody()
    {
        if (info().state != ConnectionState::Reading || !m_exchange.isReadingBody())
            m_bodySince.reset();
        else if (!m_bodySince)
            m_bodySince = std::max(m_record.lastReceived(), info().stateSince) - stalled();
    }
    SteadyClock::duration stalled() const { return m_host ? m_host->stalled() : SteadyClock::duration(0); }
    void miss(SocketDeadline::Purpose purpose, SteadyTime now);
    SocketDeadline nextDeadline() const;
    void writeRecord()
    {
        UnsentBytes unsent;
        if (m_output.isBlocked())
            unsent = { quint64(m_output.size()), m_output.lastProgress() };
        m_record.write(m_exchange.facts(isAllSent()), m_finSent, unsent);
        if (isListed() && info().state != ConnectionState::New && info().state != ConnectionState::Idle)
            leave();
    }
    void listAsIdle(IdleConnections::Kind kind)
    {
        if (m_host && m_place.isRegular() && !isListed())
            m_host->idleConnections().add(*this, kind, info().stateSince);
    }
    void freeBuffers()
    {
        m_mayHoldBuffers = false;
        m_owner.onLongIdle();
        m_output.shrink();
        m_exchange.shrink();
        listAsIdle(IdleConnections::Kind::Answered);
    }

    QObject *const m_context;
    Owner &m_owner;
    const QPointer<SocketHost> m_host;
    const std::shared_ptr<const ConnectionLimits> m_limits;
    ConnectionQuota::Place m_place;
    std::unique_ptr<BufferBudget::Share> m_buffered; // while a large request waits to be whole
    TcpDescriptor m_descriptor;
    ConnectionRecord m_record;
    DescriptorWatch m_watch;

    HttpExchange m_exchange;
    std::unique_ptr<WebSocketStream> m_webSocket; // behind the exchange
    SocketOutput m_output;
    Farewell m_farewell;
    RequestGaps m_gaps;
    std::optional<SteadyTime> m_bodySince; // less what the thread had stalled by then
    SteadyTime m_keptUntil = SteadyTime::max(); // as in SocketDeadline::Situation
    UnansweredRequests m_unanswered;
    CloseCause m_ourCause = CloseCause::Disconnected; // why, if it is we who close
    QByteArray m_closeReason;

    bool m_finSent = false;
    bool m_peerFinished = false;
    bool m_advancing = false;
    bool m_advanceScheduled = false;
    bool m_keepsRequests = false; // hands none on for now
    bool m_turnIsOver = false; // others come first, then this one goes on
    bool m_mayHoldBuffers = false;
    bool m_buffersExceeded = false; // what all connections share is not enough for what it holds
};

} // namespace Drainboard
