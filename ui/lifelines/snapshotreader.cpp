// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "lifelines/snapshotreader.h"

#include "lifelines/boardaxis.h"

#include <algorithm>

using namespace std::chrono;

namespace Drainboard {
namespace {

/// What is fainter than this would not be seen.
constexpr double faintestShare = 0.02;
constexpr auto shortestWait = 1ms;

Lifeline::Activity activityIn(ConnectionState state)
{
    switch (state) {
    case ConnectionState::Waiting:
        return Lifeline::Activity::Waiting;
    case ConnectionState::Reading:
    case ConnectionState::Responding:
        return Lifeline::Activity::Request;
    case ConnectionState::WebSocket:
    case ConnectionState::Passing:
        return Lifeline::Activity::Stream;
    case ConnectionState::New:
    case ConnectionState::Idle:
    case ConnectionState::Closing:
    case ConnectionState::Closed:
        return Lifeline::Activity::Idle;
    }
    return Lifeline::Activity::Idle;
}

/// Whether the last of the requests that were counted is still to be answered.
bool owesAnswer(const ConnectionInfo &info)
{
    return info.state == ConnectionState::Responding || info.answerOwed;
}

} // namespace

SnapshotReader::SnapshotReader(const ConnectionInfo *before, const ConnectionInfo &info, SteadyTime from,
                               SteadyTime until)
    : m_before(before)
    , m_info(info)
    , m_from(std::max(from, info.openedAt))
    , m_until(until)
{
}

void SnapshotReader::apply(Lifeline *line) const
{
    line->requests = m_info.requests;
    line->lost = static_cast<int>(m_info.lostRequests.size());
    if (m_readsFinished)
        addFinishedRequests(line);
    addWait(line);
    beginActivity(line);
    addEnd(line);
    line->inProgress.dropBefore(m_until - BoardAxis::longestSpan);
}

quint64 SnapshotReader::finishedRequests() const
{
    const quint64 before = m_before ? m_before->requests - (owesAnswer(*m_before) ? 1 : 0) : 0;
    const bool isInProgress = m_info.state != ConnectionState::Closed && owesAnswer(m_info);
    const quint64 now = m_info.requests - (isInProgress && m_info.requests > 0 ? 1 : 0);
    return now > before ? now - before : 0;
}

// The one that was in progress before ends here, and its span begins where it began.
void SnapshotReader::addFinishedRequests(Lifeline *line) const
{
    const quint64 finished = finishedRequests();
    const bool wasInProgress = line->activity == Lifeline::Activity::Request;
    if (finished == 0)
        return;
    const SteadyTime end = m_info.state == ConnectionState::Closed ? m_info.closedAt
                                                                   : std::min(m_info.stateSince, m_until);
    microseconds took = m_info.lastByteAfter.value_or(0us); // 0 where it is not known
    if (took == 0us && m_before)
        took = m_before->lastByteAfter.value_or(0us);
    SpanList::Span span;
    span.end = end;
    span.count = static_cast<int>(std::min<quint64>(finished, 65'535));
    if (wasInProgress)
        span.begin = line->activeSince;
    else if (finished == 1 && took > 0us)
        span.begin = std::max(end - took, line->openedAt);
    else
        span.begin = m_from;
    span.begin = std::min(span.begin, end);
    const auto length = duration<double>(end - span.begin);
    if (finished > 1 && took > 0us && length.count() > 0)
        span.share = std::clamp(static_cast<double>(finished) * duration<double>(took) / length, faintestShare, 1.0);
    line->inProgress.add(span);
    if (wasInProgress) {
        line->activity = Lifeline::Activity::Idle;
        line->activeSince = end;
    }
}

void SnapshotReader::beginActivity(Lifeline *line) const
{
    if (m_info.state == ConnectionState::Closed)
        return;
    const Lifeline::Activity next = activityIn(m_info.state);
    if (line->activity == Lifeline::Activity::Unread && next == Lifeline::Activity::Request) {
        if (m_info.blockedSince != line->activeSince) // it reads again, since some moment after the last snapshot
            line->begin(next, std::max(m_from, line->activeSince));
        return;
    }
    // A request that was arriving and is answered now is the same one.
    const bool goesOn = next == line->activity && (next == Lifeline::Activity::Request || m_info.stateSince <= m_from);
    if (!goesOn || !m_before)
        line->begin(next, std::min(m_info.stateSince, m_until));
}

// A lifeline may have it waiting since a snapshot, or may not know of a short wait.
void SnapshotReader::addWait(Lifeline *line) const
{
    if (m_info.state == ConnectionState::Waiting || m_info.waited < shortestWait)
        return;
    const bool isNews = !m_before || m_before->state == ConnectionState::Waiting;
    if (!isNews)
        return;
    const SteadyTime end = m_info.openedAt + m_info.waited;
    line->waiting.add({ m_info.openedAt, end });
    if (line->activity == Lifeline::Activity::Waiting) {
        line->activity = Lifeline::Activity::Idle;
        line->activeSince = end;
    }
}

void SnapshotReader::addEnd(Lifeline *line) const
{
    if (m_info.end)
        addKnownEnd(line);
    else
        guessEnd(line);
    if (m_info.state == ConnectionState::Closed)
        line->close(m_info.closedAt);
}

void SnapshotReader::addKnownEnd(Lifeline *line) const
{
    using Kind = Lifeline::Sign::Kind;
    const ConnectionEnd &end = *m_info.end;
    if (end.clientFinAt != SteadyTime())
        line->addSign({ end.clientFinAt, Kind::Fin, Side::Client, true });
    if (end.ourFinAt != SteadyTime())
        line->addSign({ end.ourFinAt, Kind::Fin, Side::Server, true });
    if (end.resetAt != SteadyTime() && end.resetBy != EndSide::Nobody) // else the kernel gave it up: there was no RST
        line->addSign({ end.resetAt, Kind::Rst, end.resetBy == EndSide::Client ? Side::Client : Side::Server, true });
}

// From which side the end came is in the cause. Whether it was FIN or RST, and when, is known of some ends only.
void SnapshotReader::guessEnd(Lifeline *line) const
{
    using Kind = Lifeline::Sign::Kind;
    const bool isClosed = m_info.state == ConnectionState::Closed;
    if (m_info.peerFinished && !(m_before && m_before->peerFinished))
        line->addSign({ isClosed ? m_info.closedAt : m_until, Kind::Fin, Side::Client, false });
    if (m_info.state == ConnectionState::Closing)
        line->addSign({ m_info.stateSince, Kind::Fin, Side::Server, true });
    if (!isClosed)
        return;
    const auto add = [&](Kind kind, Side side) {
        const auto isSame = [&](const Lifeline::Sign &sign) { return sign.kind == kind && sign.side == side; };
        if (std::ranges::none_of(line->signs, isSame))
            line->addSign({ m_info.closedAt, kind, side, true });
    };
    switch (m_info.cause) {
    case CloseCause::None:
        break;
    case CloseCause::ByClient:
        add(m_info.peerFinished ? Kind::Fin : Kind::Rst, Side::Client);
        break;
    case CloseCause::Disconnected:
    case CloseCause::TimedOut:
    case CloseCause::Rejected:
        add(Kind::Fin, Side::Server);
        break;
    case CloseCause::ByServer: // with its sign, as it was noticed
        break;
    case CloseCause::RefusedByServer:
    case CloseCause::Aborted:
        add(Kind::Rst, Side::Server);
        break;
    }
}

} // namespace Drainboard
