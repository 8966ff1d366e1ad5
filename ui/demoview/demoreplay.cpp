// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "demoview/demoreplay.h"

#include <algorithm>

namespace Drainboard {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

DemoReplay::DemoReplay(QObject *parent)
    : QObject(parent)
{
    m_timer.setInterval(33ms);
    m_timer.callOnTimeout(this, &DemoReplay::advance);
}

void DemoReplay::setStory(Time begin, Time end)
{
    m_begin = begin;
    m_end = std::max(begin, end);
    goToEnd();
}

void DemoReplay::setSpeed(double speed)
{
    m_speed = std::clamp(speed, 0.01, 100.0);
    if (isPlaying())
        play(); // from here
}

void DemoReplay::play()
{
    m_cursorThen = m_cursor.value_or(m_begin);
    m_playedFrom = Clock::now();
    m_timer.start();
    set(m_cursorThen);
}

void DemoReplay::pause()
{
    m_timer.stop();
    Q_EMIT changed();
}

void DemoReplay::advance()
{
    const auto passed = std::chrono::duration<double, std::milli>(Clock::now() - m_playedFrom) * m_speed;
    const Time at = m_cursorThen + std::chrono::round<Time>(passed);
    if (at >= m_end)
        goToEnd();
    else
        set(at);
}

void DemoReplay::goTo(Time time)
{
    m_timer.stop();
    set(time >= m_end ? std::nullopt : std::optional(std::max(time, m_begin)));
}

void DemoReplay::goBy(Time time)
{
    goTo(m_cursor.value_or(m_end) + time);
}

void DemoReplay::goToEnd()
{
    m_timer.stop();
    set(std::nullopt);
}

void DemoReplay::set(std::optional<Time> cursor)
{
    m_cursor = cursor;
    Q_EMIT changed();
}

} // namespace Drainboard

#include "moc_demoreplay.cpp"
