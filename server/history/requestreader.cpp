// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "history/requestreader.h"

#include "history/requesthistory.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

namespace Drainboard {

/// How far one history has been read.
struct RequestReader::Place
{
    std::shared_ptr<const RequestHistory> history;
    quint64 next = 0;
    bool leftOpenTaken = false;
};

RequestReader::RequestReader(std::vector<std::shared_ptr<const RequestHistory>> histories)
{
    for (auto &history : histories) {
        const quint64 oldest = history->ring().oldest();
        m_missedBefore += oldest;
        m_places.push_back({ std::move(history), oldest });
    }
}

RequestReader::RequestReader(RequestReader &&other) noexcept = default;
RequestReader &RequestReader::operator=(RequestReader &&other) noexcept = default;
RequestReader::~RequestReader() = default;

QList<RequestLife> RequestReader::take()
{
    QList<RequestLife> lives;
    for (Place &place : m_places) {
        const RequestHistory::Ring &ring = place.history->ring();
        lives.reserve(lives.size() + qsizetype(std::min<quint64>(ring.written() - place.next, ring.capacity())));
        const auto look = place.history->ring().read(place.next, [&lives](const PackedLife &life) {
            lives.push_back(life.unpacked(lives.isEmpty() ? QByteArray() : lives.last().requestLine));
        });
        place.next = look.next;
        m_missed += look.missed;
        if (place.leftOpenTaken)
            continue;
        const QList<RequestLife> leftOpen = place.history->leftOpen();
        place.leftOpenTaken = !leftOpen.isEmpty();
        if (place.history->ring().capacity() == 0)
            m_missed += quint64(leftOpen.size());
        else
            std::ranges::copy(leftOpen, std::back_inserter(lives));
    }
    if (!std::ranges::is_sorted(lives, {},
                                &RequestLife::endedAt)) // of one worker they are, and sorting is half the work
        std::ranges::stable_sort(lives, {}, &RequestLife::endedAt);
    return lives;
}

quint64 RequestReader::missed() const
{
    return m_missed;
}

quint64 RequestReader::missedBefore() const
{
    return m_missedBefore;
}

QList<RequestFigures> RequestReader::figures(SteadyTime since) const
{
    const SteadyTime now = SteadyClock::now();
    QList<RequestFigures> all;
    for (const Place &place : m_places) {
        place.history->rates().append(since, now, all);
        for (const RequestLife &life : place.history->leftOpen()) {
            const SteadyTime from = RequestRates::beginOf(RequestRates::secondOf(life.endedAt));
            if (from >= since && now - from < std::chrono::seconds(RequestRates::secondsKept))
                all.push_back({ .from = from, .lost = 1 });
        }
    }
    std::map<SteadyTime, RequestFigures> bySecond;
    for (const RequestFigures &one : std::as_const(all)) {
        RequestFigures &sum = bySecond[one.from];
        sum.from = one.from;
        sum += one;
    }
    QList<RequestFigures> figures;
    for (auto &[from, sum] : bySecond)
        figures.push_back(std::move(sum));
    return figures;
}

} // namespace Drainboard
