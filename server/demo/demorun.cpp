// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "demo/demorun.h"

#include <algorithm>

namespace Drainboard {

DemoRun::DemoRun(QObject *parent)
    : QObject(parent)
{
    for (int i = 0; i < stageCount; ++i) {
        auto *stage = new DemoStage(policies[std::size_t(i)], this);
        m_stages[std::size_t(i)] = stage;
        connect(stage, &DemoStage::ended, this, [this, i] { Q_EMIT stageEnded(i); });
        connect(stage, &DemoStage::released, this, [this] {
            if (!isActive())
                Q_EMIT finished();
        });
    }
}

DemoRun::~DemoRun() = default;

bool DemoRun::isActive() const
{
    return std::ranges::any_of(m_stages,
                               [](const DemoStage *stage) { return stage->state() != DemoStage::State::Ready; });
}

bool DemoRun::isWarm() const
{
    const auto isPlaying = [](const DemoStage *stage) {
        return stage->state() != DemoStage::State::Ready && stage->state() != DemoStage::State::Warm;
    };
    return isActive() && std::ranges::none_of(m_stages, isPlaying);
}

bool DemoRun::begin(const DemoPlan &plan)
{
    for (int i = 0; i < stageCount; ++i) {
        if (!beginStage(i, plan)) {
            cancel();
            return false;
        }
    }
    return true;
}

bool DemoRun::beginStage(int index, const DemoPlan &plan)
{
    if (stage(index)->begin(plan))
        return true;
    m_error = stage(index)->errorString();
    return false;
}

void DemoRun::play()
{
    for (DemoStage *stage : m_stages) {
        if (stage->state() == DemoStage::State::Warm)
            stage->play();
    }
}

void DemoRun::cancel()
{
    for (DemoStage *stage : m_stages)
        stage->cancel();
}

} // namespace Drainboard

#include "moc_demorun.cpp"
