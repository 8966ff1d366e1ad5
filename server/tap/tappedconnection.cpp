// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "tap/tappedconnection.h"

#include "net/tcpconnect.h"
#include "tap/proxyheader.h"
#include "tap/taphost.h"
#include "tracking/acceptedconnection.h"

#include <cerrno>
#include <system_error>

namespace Drainboard {

using namespace std::chrono_literals;

namespace {

// What may wait for one side, here and on its way.
constexpr qsizetype waitingAtMost = 256 * 1024;
// So much is passed on in a row; then it is the turn of others.
constexpr qsizetype passedInARow = 512 * 1024;
// A side that has not taken anything for so long will not take what came before a RST.
constexpr auto resetWaits = 200ms;
constexpr auto resetLooks = 2ms;
// Where nothing is read, a connection that is lost is looked for so often.
constexpr auto lookForLoss = 1s;
// For the answers to the FINs that the tap sends by itself.
constexpr auto endingAtMost = 2s;

} // namespace

TappedConnection::TappedConnection(TapHost &host, AcceptedConnection connection)
    : m_host(host)
    , m_place(connection.takePlace())
    , m_sight(connection.table(), connection.record())
    , m_client(this, *this, connection.takeDescriptor())
{
    if (host.settings().latency > 0ms)
        m_client.setDelay(std::make_unique<DelayLine>());
}

TappedConnection::~TappedConnection()
{
    if (m_isOpen) {
        m_ownCause = CloseCause::Disconnected;
        finish();
    }
}

void TappedConnection::begin()
{
    m_client.start();
    m_connectAt = m_lastMoved = SteadyClock::now();
    if (m_host.settings().latency > 0ms) {
        m_connectAt += m_host.settings().latency / 2;
        m_host.setDeadline(*this, m_connectAt, true);
    } else {
        connectToServer();
    }
}

void TappedConnection::connectToServer()
{
    const TapSettings &settings = m_host.settings();
    TcpConnect::Attempt attempt = TcpConnect::begin({ settings.host, settings.port });
    if (!attempt.descriptor.isValid()) {
        refuse(attempt.error);
        return;
    }
    m_phase = Phase::Connecting;
    m_server.emplace(this, static_cast<TapEnd::Owner &>(*this), std::move(attempt.descriptor));
    if (settings.latency > 0ms)
        m_server->setDelay(std::make_unique<DelayLine>());
    m_server->setConnecting();
    if (settings.proxyProtocol) {
        m_server->send(
            proxyHeader(TcpDescriptor::peerOf(m_client.descriptor().number()), m_client.descriptor().local()));
    }
    m_server->start();
    decideConnecting();
}

// Over loopback it is decided at once.
void TappedConnection::decideConnecting()
{
    const int error = TcpConnect::result(m_server->descriptor().number());
    if (error == EINPROGRESS)
        return;
    if (error) {
        refuse(error);
        return;
    }
    m_phase = Phase::Passing;
    m_sight.connected(m_server->descriptor().local().toString());
    m_server->setConnected();
    if (!m_server->flush()) {
        passReset(*m_server);
        return;
    }
    m_client.setReading(true);
    m_server->setReading(true);
}

// The client is to see what it would see without the tap. But it is connected already: so it is reset.
void TappedConnection::refuse(int error)
{
    m_reason = QByteArray::fromStdString(std::system_category().message(error));
    m_ownCause = CloseCause::RefusedByServer;
    m_sight.reset(EndSide::Server, SteadyClock::now());
    m_client.reset();
    finish();
}

std::optional<TcpFigures> TappedConnection::tcpFigures(EndSide side) const
{
    const TapEnd *end = side == EndSide::Client ? &m_client
        : side == EndSide::Server && m_server   ? &*m_server
                                                : nullptr;
    return m_isOpen && end && end->descriptor().isOpen() ? std::optional(end->descriptor().figures()) : std::nullopt;
}

void TappedConnection::onReadable(TapEnd &from)
{
    if (!m_isOpen)
        return;
    if (m_phase == Phase::Passing || m_phase == Phase::Ending) {
        if (from.isOver() && from.descriptor().failure() != TcpDescriptor::Failure::None)
            take(from, { .sign = DelayLine::Sign::Reset }); // behind its FIN
        else
            receive(from);
        settle();
    } else if (&from == &m_client && m_client.descriptor().isGone()) { // while the server is not connected
        passReset(m_client);
        settle();
    }
}

void TappedConnection::onWritable(TapEnd &end)
{
    if (!m_isOpen)
        return;
    if (m_phase == Phase::Connecting && &end != &m_client) {
        decideConnecting();
    } else if (!end.flush()) {
        receive(end); // what has come before it was lost
    } else if (m_phase != Phase::PassingReset) {
        TapEnd &from = other(end);
        if (!from.isOver() && !isFull(from))
            from.setReading(true);
    }
    if (m_isOpen)
        settle();
}

void TappedConnection::onSent(TapEnd &end, QByteArrayView bytes)
{
    m_lastMoved = SteadyClock::now();
    if (&end == &m_client)
        m_sight.toClient(bytes, m_lastMoved);
}

bool TappedConnection::isFull(TapEnd &from)
{
    const TapEnd &to = other(from);
    const DelayLine *delay = from.delay();
    return delay ? to.pending() + delay->size() >= waitingAtMost : to.pending() > 0;
}

void TappedConnection::receive(TapEnd &from)
{
    auto &buffer = m_host.buffer();
    qsizetype received = 0;
    while (m_isOpen && !from.isOver() && m_phase != Phase::PassingReset) {
        if (isFull(from) && other(from).descriptor().isOpen()) {
            from.setReading(false);
            return;
        }
        const TcpDescriptor::Transfer transfer = from.descriptor().receive(buffer.data(), qsizetype(buffer.size()));
        switch (transfer.outcome) {
        case TcpDescriptor::Outcome::Done:
            m_lastMoved = SteadyClock::now();
            if (&from == &m_client) {
                const ConnectionInfo &info = m_sight.info();
                if (info.state == ConnectionState::Idle)
                    m_gaps.add(m_lastMoved - info.stateSince);
                m_sight.fromClient({ buffer.data(), transfer.count }, m_lastMoved);
            }
            take(from, { .bytes = QByteArray::fromRawData(buffer.data(), transfer.count) });
            received += transfer.count;
            if (received >= passedInARow || transfer.count < qsizetype(buffer.size()))
                return;
            break;
        case TcpDescriptor::Outcome::WouldBlock:
            return;
        case TcpDescriptor::Outcome::Finished:
            from.setOver();
            if (&from == &m_client)
                m_sight.clientFinished(SteadyClock::now());
            take(from, { .sign = DelayLine::Sign::Fin });
            return;
        case TcpDescriptor::Outcome::Failed:
            from.setOver();
            take(from, { .sign = DelayLine::Sign::Reset });
            return;
        }
    }
}

void TappedConnection::take(TapEnd &from, DelayLine::Item item)
{
    DelayLine *delay = from.delay();
    if (!delay || m_phase == Phase::Ending) {
        passOn(from, item);
        return;
    }
    item.bytes.detach(); // the buffer is everybody's
    item.due = SteadyClock::now() + m_host.settings().latency / 2;
    delay->add(std::move(item));
}

void TappedConnection::passDelayed(TapEnd &from, SteadyTime now)
{
    DelayLine *delay = from.delay();
    while (delay && m_isOpen && m_phase != Phase::PassingReset) {
        const std::optional<DelayLine::Item> item = delay->take(now);
        if (!item)
            break;
        passOn(from, *item);
    }
    if (m_isOpen && m_phase == Phase::Passing && !from.isOver() && !isFull(from))
        from.setReading(true);
}

void TappedConnection::passOn(TapEnd &from, const DelayLine::Item &item)
{
    TapEnd &to = other(from);
    switch (item.sign) {
    case DelayLine::Sign::Bytes:
        if (m_phase == Phase::Ending) // it has been told that nothing follows
            break;
        if (!to.send(item.bytes))
            receive(to); // its RST is next, behind what has come before
        break;
    case DelayLine::Sign::Fin:
        m_lastMoved = SteadyClock::now();
        to.finishSending();
        break;
    case DelayLine::Sign::Reset:
        passReset(from);
        break;
    }
}

// What came before a RST is what the other side would have received before it, had it been there to receive it.
void TappedConnection::passReset(TapEnd &from)
{
    const EndSide by = from.descriptor().failure() == TcpDescriptor::Failure::GivenUp ? EndSide::Nobody : sideOf(from);
    m_sight.reset(by, SteadyClock::now());
    from.setOver();
    from.close();
    m_phase = Phase::PassingReset;
    if (m_server)
        other(from).setReading(false);
}

bool TappedConnection::isResetDelivered(SteadyTime now)
{
    TapEnd &to = m_client.descriptor().isOpen() || !m_server ? m_client : *m_server;
    if (to.descriptor().isOpen() && !to.isDelivered() && now - m_lastMoved < resetWaits)
        return false;
    lookAtRest();
    to.reset();
    return true;
}

// After whatever has happened.
void TappedConnection::settle()
{
    if (!m_isOpen)
        return;
    const SteadyTime now = SteadyClock::now();
    if (m_phase == Phase::PassingReset) {
        if (isResetDelivered(now)) {
            finish();
            return;
        }
    } else if (m_server) {
        noteServerFin(now);
        const bool isOver = m_client.isOver() && m_server->isOver();
        if (isOver && m_client.isFinSent() && m_server->isFinSent()) {
            finish();
            return;
        }
        considerGrace(now);
    }
    m_sight.write({ .count = quint64(m_client.pending()), .since = m_lastMoved });
    setDeadlines(now);
}

// The client gets it behind all that came before.
void TappedConnection::noteServerFin(SteadyTime now)
{
    if (m_client.isFinSent() && !std::exchange(m_serverFinNoted, true))
        m_sight.serverFinished(now);
}

void TappedConnection::setDeadlines(SteadyTime now)
{
    if (m_phase == Phase::PassingReset) {
        m_host.setDeadline(*this, now + resetLooks, true);
        return;
    }
    if (!m_server)
        return;
    for (TapEnd *end : { &m_client, &*m_server }) {
        if (end->delay() && !end->delay()->isEmpty())
            m_host.setDeadline(*this, end->delay()->nextDue(), true);
        if (m_phase == Phase::Passing && !end->isReading() && !end->isOver())
            m_host.setDeadline(*this, now + lookForLoss, false);
    }
    if (m_phase == Phase::Ending)
        m_host.setDeadline(*this, m_lastMoved + endingAtMost, false);
    else if ((m_client.isFinSent() && m_server->isOver()) || m_host.isServerGone())
        m_host.setDeadline(*this, m_lastMoved + m_host.halfClosedAtMost(), false);
}

void TappedConnection::onDeadline(TimeWheel::Time now)
{
    if (!m_isOpen)
        return;
    if (m_phase == Phase::BeforeConnecting && now >= m_connectAt)
        connectToServer();
    if (m_isOpen && m_phase == Phase::Passing) {
        passDelayed(m_client, now);
        if (m_isOpen)
            passDelayed(*m_server, now);
    }
    if (m_isOpen && m_phase == Phase::Passing) {
        for (TapEnd *end : { &m_client, &*m_server }) {
            if (m_phase == Phase::Passing && !end->isReading() && !end->isOver() && end->descriptor().isGone()
                && now - m_lastMoved >= lookForLoss)
                passReset(*end);
        }
    }
    if (m_isOpen && m_server)
        noteServerFin(now);
    // A connection that the server's kernel has not let in, though ours believes it: all that comes of it is a RST,
    // if anything is sent on it.
    if (m_isOpen && m_phase == Phase::Passing && m_host.isServerGone() && !m_server->isOver()
        && now - m_lastMoved >= m_host.halfClosedAtMost())
        passReset(*m_server);
    const bool isEndingOver = m_phase == Phase::Ending && now - m_lastMoved >= endingAtMost;
    // As the kernel does with a connection that is nobody's any more, behind its FIN.
    const bool isHalfClosedOver = m_phase == Phase::Passing && m_client.isFinSent() && m_server->isOver()
        && now - m_lastMoved >= m_host.halfClosedAtMost();
    if (m_isOpen && (isEndingOver || isHalfClosedOver))
        finish();
    settle();
}

} // namespace Drainboard

#include "moc_tappedconnection.cpp"
