// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "lifelines/spanlist.h"

#include "lifelines/boardaxis.h"

#include <algorithm>
#include <cmath>
#include <limits>

using namespace std::chrono;

namespace Drainboard {
namespace {

constexpr double wholeShare = std::numeric_limits<quint16>::max();
constexpr qint64 longestMicroseconds = std::numeric_limits<quint32>::max(); // 71 minutes: more than is shown

qint64 toMicroseconds(SteadyTime time)
{
    return floor<microseconds>(time).time_since_epoch().count();
}

} // namespace

SpanList::SpanList(std::size_t capacity)
    : m_capacity(std::max<std::size_t>(capacity, 4))
{
}

SpanList::Packed SpanList::packed(const Span &span)
{
    const qint64 end = toMicroseconds(span.end);
    const qint64 begin = std::max(std::min(toMicroseconds(span.begin), end), end - longestMicroseconds);
    return { begin, static_cast<quint32>(end - begin),
             static_cast<quint16>(std::lround(std::clamp(span.share, 0.0, 1.0) * wholeShare)),
             static_cast<quint16>(std::clamp<int>(span.count, 1, std::numeric_limits<quint16>::max())) };
}

SpanList::Span SpanList::unpacked(const Packed &packed)
{
    return { SteadyTime(microseconds(packed.begin)), SteadyTime(microseconds(packed.end())), packed.share / wholeShare,
             packed.count };
}

SpanList::Packed SpanList::merged(const Packed &left, const Packed &right)
{
    const qint64 end = std::max(left.end(), right.end());
    const qint64 begin = std::max(left.begin, end - longestMicroseconds);
    const double busy = double(left.length) * left.share + double(right.length) * right.share;
    const double length = std::max<double>(static_cast<double>(end - begin), 1);
    return { begin, static_cast<quint32>(end - begin),
             static_cast<quint16>(std::lround(std::min(busy / length, wholeShare))),
             static_cast<quint16>(std::min<int>(left.count + right.count, std::numeric_limits<quint16>::max())) };
}

// How much busy time would be drawn at the wrong place. The older it is, the less it matters: who looks back that far
// looks at a longer time, mostly.
double SpanList::lossOfMerging(const Packed &left, const Packed &right, qint64 newest)
{
    const Packed both = merged(left, right);
    const auto gap = static_cast<double>(std::max<qint64>(right.begin - left.end(), 0));
    const double loss = left.length * std::abs(double(left.share) - both.share) + gap * both.share
        + right.length * std::abs(double(right.share) - both.share);
    const auto age = static_cast<double>(newest - right.end());
    return loss / (age + 1'000'000);
}

void SpanList::add(const Span &span)
{
    Packed next = packed(span);
    if (!m_spans.empty()) {
        Packed &last = m_spans.back();
        if (next.end() <= last.end() && next.begin < last.end())
            return; // told of before, or within what is known
        if (next.begin < last.end()) {
            next.length = static_cast<quint32>(std::max<qint64>(next.end() - last.end(), 0));
            next.begin = last.end();
        }
        if (next.end() - last.begin <= BoardAxis::finestPixel.count()) {
            last = merged(last, next);
            return;
        }
    }
    if (m_spans.size() >= m_capacity)
        compact();
    if (m_spans.size() == m_spans.capacity()) // by half, and not beyond what may be: a vector would double
        m_spans.reserve(std::min(m_capacity, m_spans.size() + std::max<std::size_t>(m_spans.size() / 2, 2)));
    m_spans.push_back(next);
}

// Many at once, so that it happens seldom.
void SpanList::compact()
{
    const qint64 newest = m_spans.back().end();
    std::vector<double> losses;
    losses.reserve(m_spans.size());
    for (std::size_t i = 0; i + 1 < m_spans.size(); ++i)
        losses.push_back(lossOfMerging(m_spans[i], m_spans[i + 1], newest));
    std::vector<double> ordered = losses;
    const auto limit = ordered.begin() + static_cast<std::ptrdiff_t>(ordered.size() / 4);
    std::nth_element(ordered.begin(), limit, ordered.end());
    const double acceptable = *limit;

    std::size_t kept = 0;
    for (std::size_t i = 0; i < m_spans.size(); ++i, ++kept) {
        const bool merges = i < losses.size() && losses[i] <= acceptable;
        m_spans[kept] = merges ? merged(m_spans[i], m_spans[i + 1]) : m_spans[i];
        if (merges)
            ++i;
    }
    m_spans.resize(kept);
}

void SpanList::dropBefore(SteadyTime time)
{
    if (m_spans.empty() || m_spans.front().end() > toMicroseconds(time))
        return; // as mostly
    m_spans.erase(m_spans.begin(), m_spans.begin() + static_cast<std::ptrdiff_t>(firstEndingAfter(time)));
}

std::size_t SpanList::firstEndingAfter(SteadyTime time) const
{
    const qint64 limit = toMicroseconds(time);
    const auto found = std::upper_bound(m_spans.begin(), m_spans.end(), limit,
                                        [](qint64 wanted, const Packed &span) { return wanted < span.end(); });
    return static_cast<std::size_t>(found - m_spans.begin());
}

} // namespace Drainboard
