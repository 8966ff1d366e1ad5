// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "shutdown/shutdownpanel.h"

#include "look/elidedlabel.h"
#include "look/statecolors.h"
#include "shutdown/phasestrip.h"
#include "shutdown/shutdowncontrols.h"

#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

using namespace std::chrono;

namespace Drainboard {

ShutdownPanel::ShutdownPanel(const EngineSettings &settings, QWidget *parent)
    : QWidget(parent)
    , m_settings(settings)
    , m_controls(new ShutdownControls(settings.shutdownPlan()))
    , m_strip(new PhaseStrip)
    , m_plan(new ElidedLabel)
    , m_requests(new QWidget)
    , m_abortButton(new QPushButton(tr("&Abort now")))
    , m_startAgain(new QPushButton(tr("Start a&gain")))
    , m_reportButton(new QPushButton(tr("&Report")))
    , m_problem(new QLabel)
{
    setObjectName(QStringLiteral("shutdownPanel"));
    setAccessibleName(tr("Graceful shutdown"));
    createLabels();
    setUp(m_abortButton, "abortNowButton", {});
    setUp(m_startAgain, "startAgainButton", tr("Listen anew, with what is chosen beside Shutdown"));
    setUp(m_reportButton, "reportButton", tr("How the shutdown goes or ended, and what was lost"));
    m_reportButton->setCheckable(true);
    connect(m_controls, &ShutdownControls::shutdownRequested, this, &ShutdownPanel::shutdownRequested);
    connect(m_controls, &ShutdownControls::planChosen, this, &ShutdownPanel::planChosen);
    connect(m_abortButton, &QPushButton::clicked, this, &ShutdownPanel::abortRequested);
    connect(m_startAgain, &QPushButton::clicked, this, [this] { Q_EMIT startAgainRequested(m_controls->plan()); });
    connect(m_reportButton, &QPushButton::clicked, this, &ShutdownPanel::reportToggled);

    // Start again is not where the Shutdown button is: a second click on that must not start again what has ended at
    // once. Nor is it where Abort is.
    auto *row = new QHBoxLayout;
    row->addWidget(m_strip, 1);
    row->addWidget(m_requests);
    row->addWidget(m_plan);
    row->addWidget(m_startAgain);
    row->addWidget(m_reportButton);
    row->addWidget(m_abortButton);
    row->addWidget(m_controls);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addLayout(row);
    layout->addWidget(m_problem);

    applyColors();
    setSettings(settings);
    setProgress({});
}

void ShutdownPanel::createLabels()
{
    m_plan->setObjectName(QStringLiteral("shutdownPlanLabel"));
    m_plan->setAccessibleName(tr("What a shutdown does"));
    m_strip->setObjectName(QStringLiteral("phaseStrip"));
    m_strip->setAccessibleName(tr("Phases of the shutdown"));
    auto *requests = new QGridLayout(m_requests);
    requests->setContentsMargins({});
    requests->setVerticalSpacing(0);
    //: how many requests
    m_completed = addCount(requests, QStringLiteral("requestsCompletedLabel"), tr("completed"),
                           tr("requests completed during the drain"));
    //: how many requests
    m_requestsLost = addCount(requests, QStringLiteral("requestsLostLabel"), tr("lost"), tr("requests lost"));
    m_problem->setObjectName(QStringLiteral("startProblemLabel"));
    m_problem->setAccessibleName(tr("Why it could not start again"));
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true); // it must not widen the window
    m_problem->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_problem->hide();
}

QLabel *ShutdownPanel::addCount(QGridLayout *grid, const QString &objectName, const QString &caption,
                                const QString &accessibleName)
{
    auto *count = new QLabel;
    count->setObjectName(objectName);
    count->setAccessibleName(accessibleName);
    count->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    QFont bold = count->font();
    bold.setBold(true);
    count->setFont(bold);
    auto *word = new QLabel(caption);
    word->setToolTip(accessibleName);
    const int row = grid->count() / 2;
    grid->addWidget(count, row, 0);
    grid->addWidget(word, row, 1);
    return count;
}

void ShutdownPanel::setUp(QPushButton *button, const char *objectName, const QString &toolTip)
{
    button->setObjectName(QLatin1String(objectName));
    button->setAccessibleName(button->text().remove(u'&'));
    button->setToolTip(toolTip);
    button->setAutoDefault(false);
}

void ShutdownPanel::setSettings(const EngineSettings &settings)
{
    m_settings = settings;
    m_controls->setPlan(settings.shutdownPlan());
    m_controls->setPlanChoosable(!settings.endsWithServer());
    m_abortButton->setToolTip(settings.endsWithServer() ? tr("Kill the server without waiting any longer")
                                                        : tr("Reset what is left without waiting any longer"));
    m_plan->setText(planText(settings));
    m_plan->setAccessibleDescription(m_plan->text());
}

void ShutdownPanel::showProblem(const QString &problem)
{
    m_problem->setText(problem);
    m_problem->setAccessibleDescription(problem);
    m_problem->setVisible(!problem.isEmpty());
}

void ShutdownPanel::setReportShown(bool isShown)
{
    m_reportButton->setChecked(isShown);
}

void ShutdownPanel::setProgress(const ShutdownProgress &progress)
{
    m_phase = progress.report.phase;
    const bool isGoingOn = m_phase != ShutdownPhase::Running && !hasEnded(m_phase);
    m_strip->setSteps(phaseSteps(progress, m_settings));
    m_strip->setTall(isGoingOn); // at the end the report needs the room
    showButtons();
    const bool isCounting = m_phase != ShutdownPhase::Running && m_phase != ShutdownPhase::Leaving;
    if (isCounting)
        showRequests(progress.report);
    m_requests->setVisible(isCounting && isGoingOn);
    m_plan->setVisible(!isGoingOn);
    m_reportButton->setVisible(isCounting);
    if (!hasEnded(m_phase))
        m_problem->hide();
}

void ShutdownPanel::showButtons()
{
    m_startAgain->setVisible(hasEnded(m_phase));
    // In this order: the focus that leaves the Shutdown button must not land on the one that aborts.
    m_controls->setPhase(m_phase);
    m_abortButton->setEnabled(m_phase == ShutdownPhase::Draining);
}

void ShutdownPanel::showRequests(const ShutdownReport &report)
{
    const auto show = [](QLabel *label, qsizetype count) {
        label->setText(QLocale().toString(count));
        label->setAccessibleDescription(QString::number(count));
    };
    show(m_completed, report.requestsCompletedDuringDrain);
    show(m_requestsLost, report.requestsLost);
}

void ShutdownPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyColors();
}

void ShutdownPanel::applyColors()
{
    QPalette quiet = palette();
    quiet.setColor(QPalette::WindowText, subduedColor(palette()));
    m_plan->setPalette(quiet);
    QPalette wrong = palette();
    wrong.setColor(QPalette::WindowText, colorOf(ShutdownPhase::Forced, palette()));
    m_problem->setPalette(wrong);
}

} // namespace Drainboard

#include "moc_shutdownpanel.cpp"
