// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "demoview/crowdpanel.h"

#include "demoview/demotext.h"

#include <QFormLayout>
#include <QSpinBox>

namespace Drainboard {

namespace {

constexpr int mostOfAKind = 20;

} // namespace

CrowdPanel::CrowdPanel(const CrowdPlan &plan, QWidget *parent)
    : QFrame(parent)
{
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setObjectName(QStringLiteral("crowdPanel"));
    setAccessibleName(tr("The clients of each server"));
    auto *form = new QFormLayout(this);
    for (int i = 0; i < crowdKinds; ++i) {
        const auto kind = CrowdKind(i);
        auto *count = new QSpinBox;
        count->setObjectName(toText(kind) + QStringLiteral("Count"));
        count->setAccessibleName(DemoText::nameOf(kind));
        count->setToolTip(DemoText::whatTheyDo(kind));
        count->setRange(0, mostOfAKind);
        count->setValue(plan.of(kind));
        form->addRow(DemoText::nameOf(kind), count);
        connect(count, &QSpinBox::valueChanged, this, &CrowdPanel::planChanged);
        m_counts[std::size_t(i)] = count;
    }
}

CrowdPlan CrowdPanel::plan() const
{
    CrowdPlan plan;
    for (std::size_t i = 0; i < m_counts.size(); ++i)
        plan.counts[i] = m_counts[i]->value();
    return plan;
}

} // namespace Drainboard

#include "moc_crowdpanel.cpp"
