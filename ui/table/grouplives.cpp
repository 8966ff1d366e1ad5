// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "table/grouplives.h"

#include "lifelines/boardaxis.h"
#include "lifelines/lifelinestore.h"
#include "table/groupmodel.h"

#include <QElapsedTimer>

#include <algorithm>
#include <utility>

using namespace std::chrono_literals;

namespace Drainboard {
namespace {

constexpr auto every = 1s;
/// What is asked for first is not waited for so long, but for others that are asked for at the same time.
constexpr auto soon = 20ms;
/// So long it works at a time, and then so long it does not.
constexpr std::chrono::nanoseconds slice = 2ms;
constexpr auto rest = 6ms;
/// To read the clock costs as much as to add one.
constexpr std::size_t atATime = 32;

} // namespace

GroupLives::GroupLives(const GroupModel *groups, const BoardAxis *axis, const LifelineStore *lifelines, QObject *parent)
    : QObject(parent)
    , m_groups(groups)
    , m_axis(axis)
    , m_lifelines(lifelines)
{
    m_again.setSingleShot(true);
    m_slice.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, &GroupLives::begin);
    connect(&m_slice, &QTimer::timeout, this, &GroupLives::goOn);
    connect(axis, &BoardAxis::rangeChanged, this, [this] {
        if (!m_asked.empty() || !m_lives.empty())
            m_again.start(soon);
    });
}

void GroupLives::setLifelines(const LifelineStore *lifelines)
{
    m_lifelines = lifelines;
    if (m_life)
        m_again.start(soon); // what has been begun is of the others
}

const GroupLife *GroupLives::find(quint64 number)
{
    m_asked.insert(number);
    const auto found = m_lives.find(number);
    const bool isKnown = found != m_lives.end();
    const auto wait = isKnown ? std::chrono::milliseconds(every) : std::chrono::milliseconds(soon);
    if (!m_slice.isActive() && (!m_again.isActive() || (!isKnown && m_again.remainingTimeAsDuration() > wait)))
        m_again.start(wait);
    return isKnown ? &found->second : nullptr;
}

void GroupLives::begin()
{
    std::erase_if(m_lives, [this](const auto &known) { return !m_asked.contains(known.first); });
    m_todo.assign(m_asked.begin(), m_asked.end());
    m_asked.clear();
    m_life.reset();
    goOn();
}

bool GroupLives::takeNextGroup()
{
    while (!m_todo.empty()) {
        m_number = m_todo.back();
        m_todo.pop_back();
        if (const ConnectionGroup *group = m_groups->groupByNumber(m_number)) {
            m_connections = group->connections;
            m_next = 0;
            m_life.emplace(*m_axis);
            return true;
        }
    }
    return false;
}

void GroupLives::goOn()
{
    QElapsedTimer time;
    time.start();
    while (m_life || takeNextGroup()) {
        const std::size_t end = std::min(m_next + atATime, m_connections.size());
        for (; m_next < end; ++m_next) {
            if (const Lifeline *line = m_lifelines->find(m_connections[m_next]))
                m_life->add(*line, m_axis->now());
        }
        if (m_next == m_connections.size()) {
            m_life->finish();
            m_lives[m_number] = *std::exchange(m_life, std::nullopt);
        }
        if (std::chrono::nanoseconds(time.nsecsElapsed()) >= slice) {
            m_slice.start(rest);
            return;
        }
    }
    Q_EMIT changed(); // who shows them asks again
}

} // namespace Drainboard

#include "moc_grouplives.cpp"
