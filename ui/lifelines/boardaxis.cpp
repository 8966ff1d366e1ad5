// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "lifelines/boardaxis.h"

#include <algorithm>
#include <array>
#include <cmath>

using namespace std::chrono;

namespace Drainboard {
namespace {

/// Far enough outside of any window, and far enough from what an int cannot hold.
constexpr qint64 farAway = 1'000'000;

constexpr std::array<milliseconds, 13> tickSteps {
    1s, 2s, 5s, 10s, 15s, 30s, 1min, 2min, 5min, 10min, 15min, 30min, 1h
};

qint64 pixelsIn(nanoseconds time, nanoseconds pixel)
{
    const qint64 whole = time / pixel;
    return time % pixel < 0ns ? whole - 1 : whole; // rounded down, before the clock's beginning too
}

} // namespace

BoardAxis::BoardAxis(QObject *parent)
    : QObject(parent)
{
}

void BoardAxis::setWidth(int width)
{
    if (std::max(width, 1) == m_width)
        return;
    m_width = std::max(width, 1);
    Q_EMIT viewChanged();
}

void BoardAxis::advance(SteadyTime now)
{
    if (now <= m_now)
        return;
    const qint64 before = endPixel();
    m_now = now;
    if (!m_wallClock.isValid()) {
        m_reference = now;
        m_wallClock = wallClockTime(now);
    }
    if (m_isStretch)
        return;
    if (!m_isLive)
        setEnd(m_pastEnd); // not further back than is kept
    else if (endPixel() != before)
        Q_EMIT viewChanged();
}

milliseconds BoardAxis::untilNextPixel() const
{
    return m_isLive ? ceil<milliseconds>(timeAt(m_width) - m_now) : milliseconds(1s);
}

void BoardAxis::setSpan(milliseconds span)
{
    const milliseconds fits = std::clamp(span, shortestSpan, longestSpan);
    if (fits == m_span)
        return;
    const SteadyTime right = end();
    m_span = fits;
    if (!m_isLive)
        setEnd(right);
    changed();
}

void BoardAxis::goToNow()
{
    if (m_isLive)
        return;
    m_isLive = true;
    changed();
}

void BoardAxis::panBy(int pixels)
{
    if (pixels != 0)
        setEnd(end() + pixels * pixel());
}

void BoardAxis::zoomAround(double factor, int x)
{
    const SteadyTime fixed = timeAt(x);
    const milliseconds wanted(std::llround(static_cast<double>(m_span.count()) * factor));
    const bool atNow = m_isLive && x >= m_width - 1;
    m_span = std::clamp(wanted, shortestSpan, longestSpan);
    if (!atNow)
        setEnd(fixed + (m_width - x) * pixel());
    changed();
}

void BoardAxis::showStretch(SteadyTime begin, SteadyTime end)
{
    m_isStretch = true;
    m_isLive = false;
    m_span = std::max(duration_cast<milliseconds>(end - begin), milliseconds(1));
    m_pastEnd = end;
    changed();
}

void BoardAxis::zoomInto(int x1, int x2)
{
    const auto [left, right] = std::minmax(x1, x2);
    const SteadyTime from = timeAt(left);
    const SteadyTime to = timeAt(right);
    m_span = std::clamp(duration_cast<milliseconds>(to - from), shortestSpan, longestSpan);
    // What is too short to fill the window is in the middle of it.
    setEnd(to + (m_span - (to - from)) / 2);
    changed();
}

// The right end becomes \a end, or what is possible: not after now, not further back than is kept.
void BoardAxis::setEnd(SteadyTime end)
{
    const bool wasLive = m_isLive;
    const SteadyTime before = m_pastEnd;
    m_isLive = end >= m_now;
    m_pastEnd = std::clamp(end, std::min(m_now, m_now - longestSpan + m_span), m_now);
    if (m_pastEnd >= m_now)
        m_isLive = true;
    if (m_isLive != wasLive || (!m_isLive && m_pastEnd != before))
        changed();
}

void BoardAxis::changed()
{
    Q_EMIT rangeChanged();
    Q_EMIT viewChanged();
}

// Pixels of time are counted from the beginning of the clock. Now is in the last one that is shown.
qint64 BoardAxis::endPixel() const
{
    return m_isLive ? pixelsIn(m_now.time_since_epoch(), pixel()) + 1 : pixelsIn(m_pastEnd.time_since_epoch(), pixel());
}

int BoardAxis::x(SteadyTime time) const
{
    const qint64 x = pixelsIn(time.time_since_epoch(), pixel()) - endPixel() + m_width;
    return static_cast<int>(std::clamp(x, -farAway, farAway));
}

SteadyTime BoardAxis::timeAt(int x) const
{
    return SteadyTime((endPixel() - m_width + x) * pixel());
}

std::vector<BoardAxis::Tick> BoardAxis::ticks(int spacing) const
{
    const auto isWide = [&](milliseconds step) { return step / pixel() >= spacing; };
    const auto found = std::ranges::find_if(tickSteps, isWide);
    const milliseconds step = found == tickSteps.end() ? tickSteps.back() : *found;
    std::vector<Tick> ticks;
    if (m_isLive) {
        for (milliseconds ago = 0ms; ago <= m_span; ago += step) {
            const int place = m_width - 1 - static_cast<int>(ago / pixel());
            if (ago == 0ms)
                ticks.push_back({ place, tr("now") });
            else if (ago % 1min == 0ms)
                ticks.push_back({ place, tr("−%1 min").arg(ago / 1min) });
            else if (ago < 1min)
                ticks.push_back({ place, tr("−%1 s").arg(ago / 1s) });
            else
                ticks.push_back(
                    { place, QStringLiteral("−%1:%2").arg(ago / 1min).arg(ago % 1min / 1s, 2, 10, QLatin1Char('0')) });
        }
        return ticks;
    }
    const milliseconds sinceMidnight(wallClock(end()).time().msecsSinceStartOfDay());
    for (SteadyTime time = end() - sinceMidnight % step; time >= begin(); time -= step)
        ticks.push_back({ x(time), clockText(time + 1ms) }); // the reference is exact to a millisecond
    return ticks;
}

QString BoardAxis::rangeText() const
{
    if (!m_isLive)
        return tr("%1 to %2").arg(clockText(begin()), clockText(end()));
    if (m_span % 1min == 0ms && m_span > 1min)
        return tr("last %1 min").arg(m_span / 1min);
    return tr("last %1 s").arg(m_span / 1s);
}

QString BoardAxis::clockText(SteadyTime time) const
{
    return wallClock(time).time().toString(QStringLiteral("HH:mm:ss"));
}

QDateTime BoardAxis::wallClock(SteadyTime time) const
{
    return m_wallClock.addMSecs(floor<milliseconds>(time - m_reference).count());
}

void BoardAxis::addMark(const Mark &mark)
{
    m_marks.push_back(mark);
    Q_EMIT viewChanged();
}

} // namespace Drainboard

#include "moc_boardaxis.cpp"
