// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "shutdown/shutdowncontrols.h"

#include "shutdown/shutdownchoices.h"

#include <QComboBox>
#include <QFrame>
#include <QHBoxLayout>
#include <QPushButton>
#include <QScreen>
#include <QVBoxLayout>

namespace Drainboard {

ShutdownControls::ShutdownControls(const ShutdownPlan &plan, QWidget *parent)
    : QWidget(parent)
    , m_popup(new QFrame(this, Qt::Popup))
    , m_choices(new ShutdownChoices(plan))
    , m_planButton(new QPushButton(this))
    , m_shutdown(new QPushButton(this))
{
    m_popup->setObjectName(QStringLiteral("planWindow"));
    m_popup->setAccessibleName(tr("What the next shutdown does"));
    m_popup->setFrameShape(QFrame::StyledPanel);
    auto *limits = new QPushButton(tr("&Time-outs and limits…"));
    limits->setObjectName(QStringLiteral("limitsButton"));
    limits->setAccessibleName(tr("Time-outs and limits"));
    limits->setToolTip(tr("What clients may ask for (Ctrl+L)"));
    limits->setAutoDefault(false);
    auto *demo = new QPushButton(tr("&What each policy costs…"));
    demo->setObjectName(QStringLiteral("demoButton"));
    demo->setAccessibleName(tr("What each policy costs: a demo"));
    demo->setToolTip(tr("The same clients before three servers that stop in different ways (Ctrl+D)"));
    demo->setAutoDefault(false);
    auto *content = new QVBoxLayout(m_popup);
    content->addWidget(m_choices);
    content->addWidget(limits);
    content->addWidget(demo);
    m_planButton->setObjectName(QStringLiteral("planButton"));
    m_planButton->setAccessibleName(tr("Choose what the next shutdown does"));
    m_shutdown->setObjectName(QStringLiteral("shutdownButton"));
    QFont bold = m_shutdown->font();
    bold.setBold(true);
    m_shutdown->setFont(bold);
    for (QPushButton *button : { m_planButton, m_shutdown })
        button->setAutoDefault(false);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->addWidget(m_planButton);
    row->addWidget(m_shutdown);
    // "Drain now" takes the place of "Shutdown": nothing moves below the pointer.
    m_shutdown->setMinimumWidth(fontMetrics().averageCharWidth() * 16);

    connect(m_planButton, &QPushButton::clicked, this, &ShutdownControls::openChoices);
    connect(m_shutdown, &QPushButton::clicked, this, &ShutdownControls::shutdownRequested);
    connect(limits, &QPushButton::clicked, this, [this] {
        m_popup->hide();
        Q_EMIT limitsRequested();
    });
    connect(demo, &QPushButton::clicked, this, [this] {
        m_popup->hide();
        Q_EMIT demoRequested();
    });
    connect(m_choices, &ShutdownChoices::planChosen, this, [this](const ShutdownPlan &chosen) {
        showPlan();
        Q_EMIT planChosen(chosen);
    });
    setPhase(ShutdownPhase::Running);
    showPlan();
}

const ShutdownPlan &ShutdownControls::plan() const
{
    return m_choices->plan();
}

void ShutdownControls::setPlan(const ShutdownPlan &plan)
{
    m_choices->setPlan(plan);
    showPlan();
}

void ShutdownControls::setPlanChoosable(bool isChoosable)
{
    m_planButton->setVisible(isChoosable);
}

void ShutdownControls::showPlan()
{
    //: "drain", the policy
    m_planButton->setText(tr("%1 ▾").arg(toText(plan().policy)));
    m_planButton->setToolTip(tr("Policy and times of the next shutdown"));
    m_planButton->setAccessibleDescription(toText(plan().policy));
}

void ShutdownControls::setPhase(ShutdownPhase phase)
{
    const bool isLeaving = phase == ShutdownPhase::Leaving;
    const QString text = isLeaving ? tr("&Drain now") : tr("&Shutdown");
    if (m_shutdown->text() != text) {
        m_shutdown->setText(text);
        m_shutdown->setAccessibleName(isLeaving ? tr("Drain now") : tr("Shutdown"));
        m_shutdown->setToolTip(isLeaving ? tr("Stop accepting without waiting any longer")
                                         : tr("Stop accepting, and let the connections end"));
    }
    const bool canChoose = phase == ShutdownPhase::Running || hasEnded(phase);
    m_choices->setEnabled(canChoose);
    m_planButton->setEnabled(canChoose);
    if (!canChoose)
        m_popup->hide();
    m_shutdown->setEnabled(phase == ShutdownPhase::Running || isLeaving);
}

// Below the button, and never beyond the screen.
void ShutdownControls::openChoices()
{
    m_popup->adjustSize();
    const QRect room = screen()->availableGeometry();
    const QPoint wanted = m_planButton->mapToGlobal(QPoint(0, m_planButton->height()));
    m_popup->move(qMax(qMin(wanted.x(), room.right() - m_popup->width()), room.left()),
                  qMax(qMin(wanted.y(), room.bottom() - m_popup->height()), room.top()));
    m_popup->show();
    m_choices->findChild<QComboBox *>()->setFocus(Qt::PopupFocusReason);
}

} // namespace Drainboard

#include "moc_shutdowncontrols.cpp"
