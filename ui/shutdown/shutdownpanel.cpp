// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "shutdown/shutdownpanel.h"

#include "look/durationtext.h"
#include "look/statecolors.h"
#include "look/vocabularytext.h"
#include "shutdown/phasestrip.h"
#include "shutdown/shutdownchoices.h"

#include <QEvent>
#include <QFontDatabase>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>

using namespace std::chrono;

namespace Drainboard {
namespace {

QString lostLine(const ConnectionInfo &info, SteadyTime now)
{
    const bool closed = info.state == ConnectionState::Closed;
    const ConnectionState state = closed ? info.stateBeforeClose : info.state;
    const auto age = duration_cast<milliseconds>((closed ? info.closedAt : now) - info.openedAt);
    QByteArrayList requests;
    for (const LostRequest &request : info.lostRequests)
        requests += request.line;
    return QStringLiteral("%1  %2  %3  %4  %5  %6")
        .arg(QStringLiteral("#%1").arg(static_cast<qulonglong>(info.id)), 6)
        .arg(info.peer, -21)
        .arg(closed ? VocabularyText::of(info.cause) : ShutdownPanel::tr("left open"), -10)
        .arg(VocabularyText::of(state), -10)
        .arg(durationText(age), 12)
        .arg(requests.isEmpty() ? ShutdownPanel::tr("no request lost") : QString::fromLatin1(requests.join(", ")));
}

} // namespace

ShutdownPanel::ShutdownPanel(const EngineSettings &settings, QWidget *parent)
    : QFrame(parent)
    , m_settings(settings)
    , m_strip(new PhaseStrip(this))
    , m_plan(new QLabel(this))
    , m_requests(new QWidget(this))
    , m_summary(new QLabel(this))
    , m_lost(new QPlainTextEdit(this))
    , m_shutdownButton(new QPushButton(this))
    , m_abortButton(new QPushButton(tr("&Abort now"), this))
    , m_choices(new ShutdownChoices(settings.shutdownPlan(), this))
    , m_startAgain(new QPushButton(tr("Start a&gain"), this))
    , m_problem(new QLabel(this))
{
    setObjectName(QStringLiteral("shutdownPanel"));
    setAccessibleName(tr("Graceful shutdown"));
    setFrameShape(StyledPanel);

    auto *title = new QLabel(tr("Graceful shutdown"), this);
    QFont bold = title->font();
    bold.setBold(true);
    title->setFont(bold);
    m_plan->setObjectName(QStringLiteral("shutdownPlanLabel"));
    m_plan->setAccessibleName(tr("What a shutdown does"));
    m_strip->setObjectName(QStringLiteral("phaseStrip"));
    m_strip->setAccessibleName(tr("Phases of the shutdown"));
    auto *requests = new QHBoxLayout(m_requests);
    requests->setContentsMargins({});
    m_completed = addCount(requests, QStringLiteral("requestsCompletedLabel"),
                           tr("requests completed during the drain"));
    requests->addSpacing(fontMetrics().height());
    m_requestsLost = addCount(requests, QStringLiteral("requestsLostLabel"), tr("requests lost"));
    requests->addStretch();
    m_requests->hide();
    m_summary->setObjectName(QStringLiteral("summaryLabel"));
    m_summary->setAccessibleName(tr("Summary of the shutdown"));
    m_summary->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_summary->setWordWrap(true);
    m_summary->setFont(bold);
    m_summary->hide();
    m_lost->setObjectName(QStringLiteral("lostConnections"));
    m_lost->setAccessibleName(tr("Connections that were lost"));
    m_lost->setReadOnly(true);
    m_lost->setTabChangesFocus(true);
    m_lost->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_lost->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_lost->setFixedHeight(fontMetrics().height() * 5);
    m_lost->hide();

    m_shutdownButton->setObjectName(QStringLiteral("shutdownButton"));
    bold.setPointSizeF(bold.pointSizeF() * 1.2);
    m_shutdownButton->setFont(bold);
    m_abortButton->setObjectName(QStringLiteral("abortNowButton"));
    m_abortButton->setAccessibleName(tr("Abort now"));
    m_abortButton->setToolTip(tr("Reset what is left without waiting any longer"));
    for (QPushButton *button : { m_shutdownButton, m_abortButton }) {
        button->setMinimumWidth(fontMetrics().averageCharWidth() * 20);
        button->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
        button->setAutoDefault(false);
    }
    connect(m_shutdownButton, &QPushButton::clicked, this, &ShutdownPanel::shutdownRequested);
    connect(m_abortButton, &QPushButton::clicked, this, &ShutdownPanel::abortRequested);

    createStartAgain();

    const int gap = fontMetrics().height();
    auto *choices = new QHBoxLayout;
    choices->addWidget(m_choices, 1);
    choices->addWidget(m_startAgain);
    auto *buttons = new QVBoxLayout;
    buttons->addWidget(m_shutdownButton, 3);
    buttons->addSpacing(gap / 2);
    buttons->addWidget(m_abortButton, 2);
    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(gap, gap * 3 / 4, gap, gap * 3 / 4);
    layout->setHorizontalSpacing(gap);
    layout->addWidget(title, 0, 0);
    layout->addWidget(m_plan, 0, 1, Qt::AlignRight);
    layout->addWidget(m_strip, 1, 0, 1, 2);
    layout->addWidget(m_requests, 2, 0, 1, 2);
    layout->addWidget(m_summary, 3, 0, 1, 2);
    layout->addWidget(m_lost, 4, 0, 1, 2);
    layout->addLayout(choices, 5, 0, 1, 4);
    layout->addWidget(m_problem, 6, 0, 1, 4);
    layout->setColumnStretch(1, 1);
    layout->setColumnMinimumWidth(2, gap / 2);
    layout->addLayout(buttons, 0, 3, 2, 1);

    applyColors();
    setSettings(settings);
    setProgress({});
}

// Not where the Shutdown button is: a second click on that must not start again what has ended at once.
void ShutdownPanel::createStartAgain()
{
    m_startAgain->setObjectName(QStringLiteral("startAgainButton"));
    m_startAgain->setAccessibleName(tr("Start again"));
    m_startAgain->setToolTip(tr("Listen anew, with what is chosen here"));
    m_startAgain->setAutoDefault(false);
    m_startAgain->hide();
    m_problem->setObjectName(QStringLiteral("startProblemLabel"));
    m_problem->setAccessibleName(tr("Why it could not start again"));
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true); // it must not widen the window
    m_problem->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_problem->hide();
    connect(m_choices, &ShutdownChoices::planChosen, this, &ShutdownPanel::planChosen);
    connect(m_startAgain, &QPushButton::clicked, this, [this] { Q_EMIT startAgainRequested(m_choices->plan()); });
}

void ShutdownPanel::setSettings(const EngineSettings &settings)
{
    m_settings = settings;
    m_choices->setPlan(settings.shutdownPlan());
    m_plan->setText(planText(settings));
    m_plan->setAccessibleDescription(m_plan->text());
}

void ShutdownPanel::showProblem(const QString &problem)
{
    m_problem->setText(problem);
    m_problem->setAccessibleDescription(problem);
    m_problem->setVisible(!problem.isEmpty());
}

void ShutdownPanel::setProgress(const ShutdownProgress &progress)
{
    m_phase = progress.report.phase;
    m_strip->setSteps(phaseSteps(progress, m_settings));
    showButtons();
    const bool isCounting = m_phase != ShutdownPhase::Running && m_phase != ShutdownPhase::Leaving;
    if (isCounting)
        showRequests(progress.report);
    m_requests->setVisible(isCounting);
    if (!hasEnded(m_phase)) {
        m_summary->hide();
        m_lost->hide();
        m_problem->hide();
    } else if (m_summary->isHidden()) {
        showReport(progress.report);
    }
}

void ShutdownPanel::showButtons()
{
    const bool isLeaving = m_phase == ShutdownPhase::Leaving;
    const QString text = isLeaving ? tr("&Drain now") : tr("&Shutdown");
    if (m_shutdownButton->text() != text) {
        m_shutdownButton->setText(text);
        m_shutdownButton->setAccessibleName(isLeaving ? tr("Drain now") : tr("Shutdown"));
        m_shutdownButton->setToolTip(isLeaving ? tr("Stop accepting without waiting any longer")
                                               : tr("Stop accepting, and let the connections end"));
    }
    m_startAgain->setVisible(hasEnded(m_phase));
    m_choices->setEnabled(m_phase == ShutdownPhase::Running || hasEnded(m_phase));
    // In this order: the focus that leaves the Shutdown button must not land on the one that aborts.
    m_shutdownButton->setEnabled(m_phase == ShutdownPhase::Running || isLeaving);
    m_abortButton->setEnabled(m_phase == ShutdownPhase::Draining);
}

QLabel *ShutdownPanel::addCount(QHBoxLayout *row, const QString &objectName, const QString &caption)
{
    auto *count = new QLabel(m_requests);
    count->setObjectName(objectName);
    count->setAccessibleName(caption);
    QFont bold = count->font();
    bold.setBold(true);
    count->setFont(bold);
    row->addWidget(count);
    row->addWidget(new QLabel(caption, m_requests));
    return count;
}

void ShutdownPanel::showRequests(const ShutdownReport &report)
{
    const auto show = [](QLabel *label, qsizetype count) {
        label->setText(QLocale().toString(count));
        label->setAccessibleDescription(label->text());
    };
    show(m_completed, report.requestsCompletedDuringDrain);
    show(m_requestsLost, report.requestsLost);
}

void ShutdownPanel::showReport(const ShutdownReport &report)
{
    m_summary->setText(report.summary());
    m_summary->setAccessibleDescription(m_summary->text());
    m_summary->show();
    QStringList lines;
    for (const ConnectionInfo &info : report.endedBadly)
        lines += lostLine(info, report.takenAt);
    m_lost->setPlainText(lines.join(QLatin1Char('\n')));
    m_lost->setVisible(!lines.isEmpty());
    applyColors();
}

void ShutdownPanel::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyColors();
}

void ShutdownPanel::applyColors()
{
    QPalette quiet = palette();
    quiet.setColor(QPalette::WindowText, subduedColor(palette()));
    m_plan->setPalette(quiet);
    QPalette outcome = palette();
    outcome.setColor(QPalette::WindowText, colorOf(m_phase, palette()));
    m_summary->setPalette(outcome);
    QPalette wrong = palette();
    wrong.setColor(QPalette::WindowText, colorOf(ShutdownPhase::Forced, palette()));
    m_problem->setPalette(wrong);
}

} // namespace Drainboard
