// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "crowd/crowdclient.h"

#include "crowd/crowdhabit.h"
#include "crowd/crowdscene.h"

#include <algorithm>
#include <utility>

namespace Drainboard {

using namespace std::chrono_literals;
using std::chrono::duration_cast;
using std::chrono::microseconds;
using Clock = std::chrono::steady_clock;

namespace {

// Before it tries again what has led to nothing.
constexpr auto breath = 100ms;
// How often one that does not read looks for the server's FIN.
constexpr auto look = 100ms;

} // namespace

CrowdClient::CrowdClient(int number, CrowdKind kind, CrowdScene &scene)
    : m_scene(scene)
    , m_habit(CrowdHabit::of(kind))
    , m_number(number)
    , m_kind(kind)
    , m_pace(kind, number, scene.settings.seed)
{
}

void CrowdClient::begin(Time time)
{
    setDue(time);
}

void CrowdClient::stop()
{
    if (m_isEnding || m_state == CrowdState::Done)
        return;
    if (isAsking() && !m_habit.waitsForEver)
        return;
    if (isAsking())
        m_scene.ledger.addGivenUp(m_number, isSentWhole());
    if (m_connection)
        end();
    else
        leave();
}

void CrowdClient::onDeadline(Time now)
{
    if (m_isEnding) {
        goOn(now);
        return;
    }
    switch (m_state) {
    case CrowdState::Apart:
        if (m_scene.isStopped)
            leave();
        else
            connectNow(now);
        break;
    case CrowdState::Connecting:
        onNotConnected(false); // in time
        break;
    case CrowdState::Pausing:
        beginRequest(now);
        break;
    case CrowdState::Sending:
        sendPart(now);
        break;
    case CrowdState::Receiving:
        if (m_habit.reads)
            lost(CrowdLossReason::TimedOut, false);
        else
            watch(now);
        break;
    default:
        break;
    }
}

void CrowdClient::connectNow(Time now)
{
    m_isMade = m_isEnding = m_wasServed = m_isLeftByServer = m_wasTold = false;
    m_wasRefused = false;
    using Reading = CrowdConnection::Reading;
    CrowdConnection::Listener &self = *this; // std::make_unique does not see a private base
    m_connection = std::make_unique<CrowdConnection>(m_scene.settings, m_scene.wheel, self,
                                                     m_habit.reads ? Reading::AtOnce : Reading::WhenAsked);
    setState(CrowdState::Connecting);
    setDue(now + m_scene.settings.requestTimeout);
    m_connection->open();
}

void CrowdClient::onConnected()
{
    const Time now = Clock::now();
    m_connectedAt = now;
    m_isMade = true;
    m_scene.ledger.addConnection(m_number, m_connection->localPort());
    if (!std::exchange(m_wasWelcome, true))
        m_scene.onWelcome();
    cancelDeadline();
    if (!m_habit.asks) {
        setState(CrowdState::Keeping);
        return;
    }
    setState(CrowdState::Pausing);
    // One that comes back is in the middle of its work.
    const CrowdPace::Duration pause = m_begunAt == Time() ? m_pace.first() : CrowdPace::Duration(0);
    if (pause.count() == 0)
        beginRequest(now);
    else
        setDue(now + pause);
}

void CrowdClient::onNotConnected(bool isOurFault)
{
    m_wasRefused = true;
    if (isOurFault)
        m_scene.ledger.addNotTried(m_number);
    else
        m_scene.ledger.addRefused(m_number);
    end();
}

// What has come by now is known to the client, whether or not it has got round to it.
void CrowdClient::beginRequest(Time now)
{
    m_connection->look();
    if (m_isEnding || m_state != CrowdState::Pausing)
        return;
    if (m_scene.isStopped) {
        end();
        return;
    }
    const CrowdRequest &request = m_scene.requests[std::size_t(m_kind)];
    m_reader.reset(request.isHead());
    m_part = 0;
    m_parts = request.isInParts() ? m_pace.parts() : 1;
    m_span = m_parts > 1 ? m_pace.span() : CrowdPace::Duration(0);
    m_begunAt = now;
    m_scene.ledger.addBegun(m_number);
    setState(CrowdState::Sending);
    sendPart(now);
}

void CrowdClient::sendPart(Time now)
{
    const CrowdRequest &request = m_scene.requests[std::size_t(m_kind)];
    const qsizetype begin = m_part == 0 ? 0 : request.endOfPart(m_part - 1, m_parts);
    const qsizetype size = request.endOfPart(m_part, m_parts) - begin;
    if (++m_part == m_parts) {
        m_wholeAt = now;
        setState(CrowdState::Receiving);
        if (!m_habit.reads)
            setDue(now + look);
        else if (!m_habit.waitsForEver)
            setDue(m_begunAt + m_scene.settings.requestTimeout);
        else
            cancelDeadline();
    } else {
        setDue(m_begunAt + m_span * m_part / (m_parts - 1));
    }
    m_connection->send(request.bytes().sliced(begin, size));
}

// The FIN comes behind the response, so all of that is in the kernel: it can be judged.
void CrowdClient::watch(Time now)
{
    if (m_connection->hasServerFinished())
        m_connection->startReading();
    else
        setDue(now + look);
}

void CrowdClient::onBytes(QByteArrayView bytes)
{
    m_wasServed = true;
    if (!isAsking()) {
        // What nobody has asked for: the server takes its leave.
        m_wasTold = true;
        if (m_state == CrowdState::Pausing)
            end();
        return;
    }
    const qsizetype used = m_reader.put(bytes);
    if (m_reader.isMalformed())
        lost(CrowdLossReason::NoHttp, false);
    else if (m_reader.isComplete())
        answered(used < bytes.size());
}

void CrowdClient::onFin()
{
    m_isLeftByServer = true;
    if (isAsking()) {
        m_reader.finish();
        if (m_reader.isComplete())
            answered(false);
        else
            lost(m_reader.received() > 0 ? CrowdLossReason::Cut : CrowdLossReason::Closed, false);
    } else if (m_habit.mayHold && !m_scene.settings.answersFin && !m_scene.isStopped) {
        setState(CrowdState::Holding);
    } else {
        end();
    }
}

void CrowdClient::onFailed()
{
    m_isLeftByServer = true;
    if (isAsking())
        lost(m_reader.received() > 0 ? CrowdLossReason::Cut : CrowdLossReason::Reset, true);
    else
        end();
}

void CrowdClient::answered(bool isMoreBehind)
{
    const Time now = Clock::now();
    const bool isWhole = isSentWhole();
    m_scene.ledger.addAnswered(m_number, m_reader.status(), isWhole,
                               isWhole ? duration_cast<microseconds>(now - m_wholeAt) : microseconds(0));
    m_wasTold = m_wasTold || m_reader.endsConnection() || isMoreBehind;
    cancelDeadline();
    setState(CrowdState::Keeping);
    // An answer to a part of a request is the last one: the rest would be taken for another request.
    if (m_wasTold || !isWhole || m_isLeftByServer || m_scene.isStopped) {
        end();
    } else if (m_habit.asksAgain) {
        setState(CrowdState::Pausing);
        setDue(nextAfter(now));
    }
}

void CrowdClient::lost(CrowdLossReason reason, bool wasReset)
{
    m_scene.ledger.addLost({
        .kind = m_kind,
        .client = m_number,
        .requestLine = m_scene.requests[std::size_t(m_kind)].line(),
        .reason = reason,
        .wasReset = wasReset,
        .wasSentWhole = isSentWhole(),
        .wasFirst = !m_wasServed,
        .received = m_reader.received(),
        .localPort = m_connection->localPort(),
        .connectedAt = sinceStart(m_connectedAt),
        .begunAt = sinceStart(m_begunAt),
        .endedAt = sinceStart(Clock::now()),
    });
    end();
}

void CrowdClient::end()
{
    m_isEnding = true;
    cancelDeadline();
    if (m_isMade)
        m_scene.ledger.addClosed(m_number, m_isLeftByServer, m_wasTold);
    setState(CrowdState::Apart);
    m_connection->close();
}

// Not deleted here: it is the one that calls.
void CrowdClient::onClosed()
{
    setDue(Clock::now());
}

void CrowdClient::goOn(Time now)
{
    m_connection.reset();
    m_isEnding = false;
    if (!comesBack()) {
        leave();
        return;
    }
    if (m_wasRefused || !m_wasServed)
        setDue(now + breath);
    else
        setDue(m_habit.asksAgain ? nextAfter(now) : now + breath);
}

// When it sends the next request, \a time being that of the last response, or of the end of the connection.
CrowdClient::Time CrowdClient::nextAfter(Time time)
{
    if (m_kind == CrowdKind::Poll)
        return std::max(time, m_begunAt + m_pace.pause());
    if (m_scene.phases.empty())
        return time + m_pace.pause();
    const microseconds beat = m_scene.settings.beat;
    const Time first = m_scene.ledger.startedAt() + m_scene.phases[std::size_t(m_number)];
    return time < first ? first : first + beat * ((time - first) / beat + 1);
}

// At the server's end, one try says enough: others would only say how often this client tries.
bool CrowdClient::comesBack() const
{
    if (m_scene.isStopped)
        return false;
    return !m_scene.isEndExpected || (m_habit.asksAgain && !m_wasRefused && m_wasServed);
}

void CrowdClient::leave()
{
    cancelDeadline();
    setState(CrowdState::Done);
    m_scene.onDone();
}

bool CrowdClient::isSentWhole() const
{
    return m_part == m_parts && m_connection->isAllSent();
}

void CrowdClient::setState(CrowdState state)
{
    m_state = state;
    m_scene.ledger.setState(m_number, state);
}

void CrowdClient::setDue(Time time)
{
    cancelDeadline();
    m_scene.wheel.setNoLaterThan(*this, time);
}

microseconds CrowdClient::sinceStart(Time time) const
{
    return duration_cast<microseconds>(time - m_scene.ledger.startedAt());
}

} // namespace Drainboard
