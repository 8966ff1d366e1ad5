// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "lifelines/lifelinestore.h"

#include "lifelines/boardaxis.h"
#include "lifelines/snapshotreader.h"

#include <algorithm>

using namespace std::chrono;

namespace Drainboard {
namespace {

/// A client that is only slow has read something by then.
constexpr auto unreadFrom = 1s;

} // namespace

LifelineStore::LifelineStore(std::size_t mostClosed)
    : m_mostClosed(mostClosed)
{
}

// Both snapshots are in ascending order of id.
void LifelineStore::update(const Snapshot &snapshot)
{
    auto old = m_latest.connections.cbegin();
    const auto oldEnd = m_latest.connections.cend();
    const auto endsUnseen = [&](const ConnectionInfo &gone) {
        Lifeline *line = lineOf(gone.id);
        if (!line || !line->isOpen())
            return;
        line->close(snapshot.takenAt); // its end was in no snapshot: this one is all that is known
        m_closed.push_back({ gone.id, snapshot.takenAt });
    };
    for (const ConnectionFacts &facts : snapshot.connections) {
        for (; old != oldEnd && old->get() != facts.get() && (*old)->id < facts->id; ++old)
            endsUnseen(**old);
        const bool isKnown = old != oldEnd && (*old)->id == facts->id;
        if (!isKnown)
            follow(nullptr, *facts, snapshot);
        else if (old->get() != facts.get())
            follow(old->get(), *facts, snapshot);
        if (isKnown)
            ++old;
    }
    for (; old != oldEnd; ++old)
        endsUnseen(**old);
    m_latest = snapshot;
    m_hasMissedRequests = false;
    showBlocked(snapshot.takenAt);
    forgetOldOnes(snapshot.takenAt);
}

void LifelineStore::follow(const ConnectionInfo *before, const ConnectionInfo &info, const Snapshot &snapshot)
{
    const quint64 requestsBefore = before ? before->requests : 0;
    m_requestsBegun += info.requests > requestsBefore ? info.requests - requestsBefore : 0;
    if (!before)
        m_lines[info.id].openedAt = info.openedAt;
    Lifeline *line = lineOf(info.id);
    if (!line || !line->isOpen())
        return;
    SnapshotReader reader(before, info, before ? m_latest.takenAt : info.openedAt, snapshot.takenAt);
    reader.setReadsFinishedRequests(!m_isToldOfRequests || m_hasMissedRequests);
    reader.apply(line);
    noteBlocked(info);
    if (!line->isOpen())
        m_closed.push_back({ info.id, line->closedAt });
}

void LifelineStore::noteBlocked(const ConnectionInfo &info)
{
    const bool isBlocked = info.state == ConnectionState::Responding && info.unsent > 0
        && info.blockedSince != SteadyTime();
    if (isBlocked)
        m_blocked[info.id] = info.blockedSince;
    else
        m_blocked.erase(info.id);
}

// Of one that is blocked nothing changes but the time.
void LifelineStore::showBlocked(SteadyTime now)
{
    std::erase_if(m_blocked, [&](const auto &blocked) {
        const auto &[id, since] = blocked;
        Lifeline *line = lineOf(id);
        if (!line || !line->isOpen())
            return true;
        if (now - since >= unreadFrom && line->activity == Lifeline::Activity::Request)
            line->begin(Lifeline::Activity::Unread, since);
        return false;
    });
}

void LifelineStore::forgetOldOnes(SteadyTime now)
{
    while (!m_closed.empty()
           && (m_closed.size() > m_mostClosed || m_closed.front().at < now - BoardAxis::longestSpan)) {
        m_lines.erase(m_closed.front().id);
        m_closed.pop_front();
    }
}

Lifeline *LifelineStore::lineOf(ConnectionId id)
{
    const auto found = m_lines.find(id);
    return found == m_lines.end() ? nullptr : &found->second;
}

const Lifeline *LifelineStore::find(ConnectionId id) const
{
    const auto found = m_lines.find(id);
    return found == m_lines.end() ? nullptr : &found->second;
}

void LifelineStore::addRequest(ConnectionId id, SteadyTime begin, SteadyTime end, RequestOutcome outcome)
{
    m_isToldOfRequests = true;
    Lifeline *line = lineOf(id);
    if (!line)
        return;
    const SteadyTime last = line->endOr(end);
    line->inProgress.add({ std::min(begin, last), std::min(end, last) });
    line->inProgress.dropBefore(end - BoardAxis::longestSpan);
    if (outcome == RequestOutcome::Lost && line->isOpen())
        ++line->lost; // of a closed one its record tells how many
    // The snapshot that said it was in progress is older than this. The next one tells what follows.
    if (line->activity == Lifeline::Activity::Request && line->activeSince < end) {
        line->activity = Lifeline::Activity::Idle;
        line->activeSince = end;
    }
    if (line->activity == Lifeline::Activity::Unread && line->activeSince < end)
        line->begin(Lifeline::Activity::Idle, end);
}

void LifelineStore::addWait(ConnectionId id, SteadyTime begin, SteadyTime end)
{
    if (Lifeline *line = lineOf(id))
        line->waiting.add({ begin, std::min(end, line->endOr(end)) });
}

void LifelineStore::addUnread(ConnectionId id, SteadyTime begin, SteadyTime end)
{
    if (Lifeline *line = lineOf(id))
        line->unread.add({ begin, std::min(end, line->endOr(end)) });
}

void LifelineStore::addSign(ConnectionId id, const Lifeline::Sign &sign)
{
    if (Lifeline *line = lineOf(id))
        line->addSign(sign);
}

std::size_t LifelineStore::memory() const
{
    std::size_t bytes = 0;
    for (const auto &[id, line] : m_lines)
        bytes += sizeof(id) + line.memory();
    return bytes;
}

} // namespace Drainboard
