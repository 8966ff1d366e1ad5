// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "history/requestrates.h"

#include <algorithm>

namespace Drainboard {

namespace {

using Counters = std::array<quint32, TimeHistogram::steps>;

// One thread writes: so it need not add in one step. Stores are released, so that who sees the next second sees all of
// this one.
void count(quint32 &counter)
{
    const std::atomic_ref shared(counter);
    shared.store(shared.load(std::memory_order_relaxed) + 1, std::memory_order_release);
}

void count(Counters &counters, std::chrono::microseconds time)
{
    count(counters[std::size_t(TimeHistogram::stepOf(time))]);
}

template <std::size_t Size> void clear(std::array<quint32, Size> &counters)
{
    for (quint32 &counter : counters)
        std::atomic_ref(counter).store(0, std::memory_order_release);
}

quint32 valueOf(quint32 &counter)
{
    return std::atomic_ref(counter).load(std::memory_order_acquire);
}

void copyTo(TimeHistogram &histogram, Counters &counters)
{
    for (std::size_t step = 0; step < counters.size(); ++step)
        histogram.addToStep(int(step), valueOf(counters[step]));
}

} // namespace

RequestRates::RequestRates()
    : m_slots(std::make_unique_for_overwrite<Slot[]>(secondsKept))
{
    for (auto &second : m_seconds)
        second.store(unused, std::memory_order_relaxed);
}

qint64 RequestRates::secondOf(SteadyTime time)
{
    return std::chrono::floor<std::chrono::seconds>(time.time_since_epoch()).count();
}

SteadyTime RequestRates::beginOf(qint64 second)
{
    return SteadyTime(std::chrono::seconds(second));
}

// One that ended long ago counts in the second that has taken the place of its own. None is left out.
RequestRates::Slot &RequestRates::slotOf(qint64 second)
{
    std::atomic<qint64> &present = m_seconds[placeOf(second)];
    Slot &slot = m_slots[placeOf(second)];
    if (present.load(std::memory_order_relaxed) < second) {
        present.store(unused, std::memory_order_release);
        clear(slot.outcomes);
        clear(slot.inQueue);
        clear(slot.untilFirstByte);
        clear(slot.untilEnd);
        present.store(second, std::memory_order_release);
    }
    return slot;
}

void RequestRates::add(const RequestLife &life)
{
    Slot &slot = slotOf(secondOf(life.endedAt));
    count(slot.outcomes[std::size_t(life.outcome)]);
    if (life.outcome != RequestOutcome::Answered)
        return;
    count(slot.inQueue, life.inQueue());
    count(slot.untilFirstByte, life.untilFirstByte().value_or(life.untilEnd()));
    count(slot.untilEnd, life.untilEnd());
}

bool RequestRates::copy(qint64 second, RequestFigures &figures) const
{
    const std::atomic<qint64> &present = m_seconds[placeOf(second)];
    if (present.load(std::memory_order_acquire) != second)
        return false;
    Slot &slot = m_slots[placeOf(second)];
    figures.from = beginOf(second);
    figures.answered = valueOf(slot.outcomes[std::size_t(RequestOutcome::Answered)]);
    figures.refused = valueOf(slot.outcomes[std::size_t(RequestOutcome::Refused)]);
    figures.lost = valueOf(slot.outcomes[std::size_t(RequestOutcome::Lost)]);
    if (figures.answered > 0) {
        copyTo(figures.inQueue, slot.inQueue);
        copyTo(figures.untilFirstByte, slot.untilFirstByte);
        copyTo(figures.untilEnd, slot.untilEnd);
    }
    return present.load(std::memory_order_acquire) == second;
}

void RequestRates::append(SteadyTime since, SteadyTime now, QList<RequestFigures> &figures) const
{
    const qint64 last = secondOf(now);
    const qint64 first = std::max(secondOf(since) + (since > beginOf(secondOf(since)) ? 1 : 0), last - secondsKept + 1);
    for (qint64 second = std::max<qint64>(first, 0); second <= last; ++second) {
        RequestFigures one;
        if (copy(second, one))
            figures.push_back(std::move(one));
    }
}

} // namespace Drainboard
