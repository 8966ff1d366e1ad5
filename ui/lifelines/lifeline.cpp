// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "lifelines/lifeline.h"

#include <algorithm>

namespace Drainboard {

// What a WebSocket did is not kept: a stream lasts until the end, and has no gaps that could be drawn.
SpanList *Lifeline::listOf(Activity kind)
{
    switch (kind) {
    case Activity::Idle:
    case Activity::Stream:
        return nullptr;
    case Activity::Request:
        return &inProgress;
    case Activity::Waiting:
        return &waiting;
    case Activity::Unread:
        return &unread;
    }
    Q_UNREACHABLE();
}

void Lifeline::begin(Activity next, SteadyTime since)
{
    if (SpanList *list = listOf(activity))
        list->add({ activeSince, std::max(since, activeSince) });
    activity = next;
    activeSince = since;
}

void Lifeline::addSign(const Sign &sign)
{
    const auto same = std::ranges::find_if(
        signs, [&](const Sign &known) { return known.kind == sign.kind && known.side == sign.side; });
    if (same == signs.end())
        signs.push_back(sign);
    else if (sign.isExact || !same->isExact)
        *same = sign;
    if (sign.kind == Sign::Kind::Fin && (halfClosedAt == SteadyTime() || sign.at < halfClosedAt))
        halfClosedAt = sign.at;
}

void Lifeline::close(SteadyTime at)
{
    if (activity != Activity::Stream)
        begin(Activity::Idle, at);
    closedAt = at;
    for (SpanList *list : { &inProgress, &waiting, &unread })
        list->shrink();
}

std::size_t Lifeline::memory() const
{
    return sizeof *this + inProgress.memory() + waiting.memory() + unread.memory() + signs.capacity() * sizeof(Sign);
}

} // namespace Drainboard
