// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "demo/demorun.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace Drainboard {

DemoRun::DemoRun(const std::optional<OwnServer> &own, QObject *parent)
    : QObject(parent)
{
    for (const ShutdownPolicy policy : policies)
        add(new DemoStage(policy, this));
    if (!own)
        return;
    auto *stage = new DemoStage(*own, this);
    add(stage);
    connect(stage, &DemoStage::said, this, &DemoRun::said);
    connect(stage, &DemoStage::begun, this, &DemoRun::beginOthers);
    connect(stage, &DemoStage::failed, this, [this, stage, index = stageCount() - 1] {
        m_error = stage->errorString();
        Q_EMIT stageFailed(index);
        beginOthers();
    });
}

void DemoRun::add(DemoStage *stage)
{
    const int index = stageCount();
    m_stages.push_back(stage);
    connect(stage, &DemoStage::ended, this, [this, index] { Q_EMIT stageEnded(index); });
    connect(stage, &DemoStage::released, this, &DemoRun::noteIfOver);
}

void DemoRun::noteIfOver()
{
    if (!isActive())
        Q_EMIT finished();
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
    std::vector<int> all(m_stages.size());
    std::iota(all.begin(), all.end(), 0);
    return begin(all, plan);
}

bool DemoRun::begin(const std::vector<int> &stages, const DemoPlan &plan)
{
    m_plan = plan;
    m_others = stages;
    m_isPlayWanted = false;
    const auto own = std::ranges::find_if(m_others,
                                          [this](int index) { return stage(index)->ownServer().has_value(); });
    if (own != m_others.end()) {
        const int index = *own;
        m_others.erase(own);
        if (beginOne(index))
            return true;
        m_others.clear();
        return false;
    }
    for (const int index : std::exchange(m_others, {})) {
        if (!beginOne(index)) {
            cancel();
            return false;
        }
    }
    Q_EMIT warm();
    return true;
}

bool DemoRun::beginOne(int index)
{
    if (stage(index)->begin(m_plan))
        return true;
    m_error = stage(index)->errorString();
    return false;
}

// The user's own server is there, or will not be.
void DemoRun::beginOthers()
{
    for (const int index : std::exchange(m_others, {})) {
        if (!beginOne(index))
            Q_EMIT stageFailed(index);
    }
    if (isActive())
        Q_EMIT warm();
    if (std::exchange(m_isPlayWanted, false))
        play();
    noteIfOver();
}

void DemoRun::play()
{
    const auto isStarting = [](const DemoStage *stage) { return stage->state() == DemoStage::State::Starting; };
    m_isPlayWanted = std::ranges::any_of(m_stages, isStarting);
    if (m_isPlayWanted)
        return;
    for (DemoStage *stage : m_stages) {
        if (stage->state() == DemoStage::State::Warm)
            stage->play();
    }
}

void DemoRun::cancel()
{
    m_others.clear();
    m_isPlayWanted = false;
    for (DemoStage *stage : m_stages)
        stage->cancel();
}

} // namespace Drainboard

#include "moc_demorun.cpp"
