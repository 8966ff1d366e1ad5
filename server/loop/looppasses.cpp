// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "loop/looppasses.h"

#include "loop/looppulse.h"

#include <QAbstractEventDispatcher>
#include <QThread>

namespace Drainboard {

LoopPasses::~LoopPasses()
{
    QObject::disconnect(m_connection);
}

// A dispatcher says awake() once or twice in a pass: at its beginning, and when it has waited for events. So the third
// last time was before it waited for the last time, in each case.
void LoopPasses::follow()
{
    QAbstractEventDispatcher *const present = QAbstractEventDispatcher::instance();
    if (m_dispatcher == present || !present)
        return;
    QObject::disconnect(m_connection);
    m_dispatcher = present;
    m_wakings.fill(LoopPulse::coarseNow());
    m_connection = QObject::connect(present, &QAbstractEventDispatcher::awake, present, [this] { wake(); });
}

LoopPasses::Time LoopPasses::lookedBefore() const
{
    return m_dispatcher ? Time(Time::duration(m_wakings.back())) : std::chrono::steady_clock::now();
}

void LoopPasses::wake()
{
    m_wakings = { LoopPulse::coarseNow(), m_wakings[0], m_wakings[1] };
}

} // namespace Drainboard
