// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only

// The part of MainWindow that shows what the engine says.

#include "boarddetails.h"
#include "counts/overview.h"
#include "demoview/demowindow.h"
#include "engine/engineexport.h"
#include "engine/httpengine.h"
#include "exporting/exportbutton.h"
#include "header/headerbar.h"
#include "layout/keyswindow.h"
#include "limits/limitsdialog.h"
#include "log/eventlogmodel.h"
#include "log/logpane.h"
#include "look/announcer.h"
#include "look/draintext.h"
#include "look/pluralnumber.h"
#include "look/vocabularytext.h"
#include "mainwindow.h"
#include "shutdown/reportpage.h"
#include "shutdown/reporttext.h"
#include "shutdown/shutdowncontrols.h"
#include "shutdown/shutdownpanel.h"
#include "table/connectionpane.h"
#include "table/connectionview.h"

#include <QHeaderView>
#include <QPushButton>
#include <QSplitter>

#include <algorithm>
#include <set>
#include <utility>

using namespace std::chrono_literals;

namespace Drainboard {
namespace {

constexpr int leastRows = 6; // of the table, whatever else is shown

} // namespace

void MainWindow::showSnapshot(const Snapshot &snapshot)
{
    m_latest = snapshot.counts;
    m_header->setCounts(snapshot.counts);
    m_details->showSnapshot(snapshot);
    m_overview->addCounts(snapshot.takenAt, snapshot.counts, m_connections->lifelines().requestsBegun());
    for (const Event &event : m_connectionEvents.update(snapshot))
        m_events->append(event);
    showEmptyText();
    showProgress();
}

BoardExport MainWindow::whatIsShown() const
{
    const QList<ConnectionId> rows = m_connections->shownConnections();
    const std::set<ConnectionId> shown(rows.begin(), rows.end());
    ExportData known = exportOf(*m_engine);
    known.processes = m_engine->clientProcesses();
    return { known.only(shown), BoardPicture({ m_overview, m_connections->view() }) };
}

// "→ 127.0.0.1:8080, 40 ms away"
QString MainWindow::serverBehind() const
{
    const std::optional<TapSettings> &tap = m_engine->settings().tap;
    if (!tap)
        return {};
    const QString address = tap->address();
    return tap->latency.count() > 0
        ? tr("→ %1, %2 ms away").arg(address, QLocale().toString(qint64(tap->latency.count())))
        : tr("→ %1").arg(address);
}

void MainWindow::showListening()
{
    m_hasListened = m_hasListened || m_engine->isListening();
    const QString url = m_hasListened ? m_engine->url().toString() : QString();
    m_header->setUrl(url);
    m_header->setBehind(serverBehind());
    showState();
    // A desktop adds the program's name to a title that does not end with it.
    setWindowTitle(m_hasListened ? tr("%1 – Drainboard").arg(url) : tr("Drainboard"));
    showEmptyText();
}

void MainWindow::showPhase()
{
    const ShutdownPhase phase = m_engine->phase();
    markPhase();
    if (phase != ShutdownPhase::Running && !hasEnded(phase))
        m_progressTimer.start();
    else
        m_progressTimer.stop();
    showState();
    showDrain();
    showEmptyText();
    showProgress();
    showPace();
    if (hasEnded(phase)) {
        m_report->setReport(m_engine->report());
        showReport(true);
    }
}

void MainWindow::showState()
{
    const ShutdownPhase phase = m_engine->phase();
    m_header->setState(phase, m_engine->isListening(), hasEnded(phase) ? m_engine->report().requestsLost : 0);
}

// What each connection waits for is told from the first drain on, until the end.
void MainWindow::showDrain()
{
    const ShutdownPhase phase = m_engine->phase();
    if (phase != ShutdownPhase::Draining && phase != ShutdownPhase::Aborting) {
        m_connections->setDrain(std::nullopt);
        return;
    }
    const ShutdownReport report = m_engine->report();
    m_connections->setDrain(DrainTerms { .policy = report.policy,
                                         .since = report.takenAt - report.duration + report.leaving,
                                         .idleGrace = m_engine->settings().idleGrace,
                                         .isServers = m_engine->settings().endsWithServer() });
}

void MainWindow::showPace()
{
    const SteadyTime now = SteadyClock::now();
    m_pace.add(m_reader->figures(m_pace.since()), now);
    m_header->setPace(m_pace, now);
    announceLosses();
}

void MainWindow::showReport(bool isShown)
{
    m_report->setVisible(isShown);
    m_shutdown->setReportShown(isShown);
    makeRoomBelow();
    showProgress();
}

// As much as it wants, as long as enough rows are in sight.
void MainWindow::makeRoomBelow()
{
    const bool isNeeded = !m_report->isHidden() || m_logPane->isLogShown();
    const bool wasThere = !m_below->isHidden();
    m_below->setVisible(isNeeded);
    if (!isNeeded || wasThere)
        return;
    const int total = m_rows->height() - m_rows->handleWidth();
    const ConnectionView *view = m_connections->view();
    const int rows = view->verticalHeader()->defaultSectionSize() * leastRows;
    const int least = m_details->splitter()->height() - view->viewport()->height() + rows;
    const int wanted = std::max(m_report->isHidden() ? 0 : m_report->sizeHint().height(),
                                m_logPane->isLogShown() ? fontMetrics().height() * 8 : 0);
    const int below = std::min(wanted, total - least);
    m_rows->setSizes({ total - below, below });
}

void MainWindow::showKeys()
{
    auto *keys = findChild<KeysWindow *>();
    if (!keys)
        keys = new KeysWindow(this);
    keys->show();
    keys->raise();
    keys->activateWindow();
}

void MainWindow::showLimits()
{
    auto *dialog = findChild<LimitsDialog *>();
    if (!dialog) {
        dialog = new LimitsDialog(this);
        connect(dialog, &LimitsDialog::limitsChosen, this, [this](const ServerLimits &limits) {
            m_engine->setLimits(limits);
            Q_EMIT limitsChosen(limits);
        });
    }
    if (!dialog->isVisible())
        dialog->setLimits(m_engine->limits());
    dialog->show();
    dialog->raise();
    dialog->activateWindow();
}

// Its servers are others, with threads of their own. They go with their window.
void MainWindow::showDemo()
{
    auto *demo = findChild<DemoWindow *>();
    if (!demo) {
        demo = new DemoWindow(DemoPlan(), std::nullopt, this);
        demo->setWindowFlag(Qt::Window);
        demo->setAttribute(Qt::WA_DeleteOnClose);
    }
    demo->show();
    demo->raise();
    demo->activateWindow();
}

// The first one stands where the shutdown began; the report knows that best.
void MainWindow::markPhase()
{
    const ShutdownPhase phase = m_engine->phase();
    if (phase == ShutdownPhase::Running)
        return;
    const bool isFirst = !std::exchange(m_isShutdownMarked, true);
    BoardAxis *axis = m_connections->axis();
    if (!isFirst && axis->marks().back().phase == phase)
        return;
    const ShutdownReport report = m_engine->report();
    axis->addMark({ isFirst ? report.takenAt - report.duration : SteadyClock::now(), phase });
}

// Whatever moves with time moves at a whole pixel, and not more often than the eye sees.
void MainWindow::showTime()
{
    if (m_connections->isFrozen())
        return;
    m_connections->showTime(SteadyClock::now());
    m_axisTimer.start(std::max(m_connections->axis()->untilNextPixel(), std::chrono::milliseconds(40ms)));
}

void MainWindow::showProgress()
{
    // The focus leaves the Shutdown button while that is of no use. It must not land where Space does something else.
    const bool isGoingOn = m_engine->phase() != ShutdownPhase::Running && m_engine->phase() != ShutdownPhase::Leaving;
    if (isGoingOn && m_shutdown->controls()->shutdownButton()->hasFocus())
        m_connections->view()->setFocus();
    const ShutdownReport report = m_engine->report();
    m_shutdown->setProgress(
        { report, m_latest.open, m_engine->timeUntilDrain(), m_engine->timeUntilAbort(), m_engine->timeUntilForce() });
    if (!m_report->isHidden())
        m_report->setReport(report);
}

void MainWindow::showEmptyText()
{
    if (!m_engine->isListening())
        m_connections->setEmptyText(
            m_engine->phase() == ShutdownPhase::Running ? tr("Not listening") : tr("No connections left"), {});
    else if (m_overview->history().isEmpty())
        m_connections->setEmptyText({}, {});
    else if (m_latest.accepted > 0)
        m_connections->setEmptyText(tr("No connections now"), {});
    else
        m_connections->setEmptyText(tr("No connections yet"), tr("Try: curl -v %1").arg(m_engine->url().toString()));
}

void MainWindow::logLine(StatusLines::Kind kind, const QString &line)
{
    const auto eventKind = [kind] {
        switch (kind) {
        case StatusLines::Kind::Event:
            return EventKind::Status;
        case StatusLines::Kind::Count:
            return EventKind::Count;
        case StatusLines::Kind::Error:
            return EventKind::Error;
        }
        Q_UNREACHABLE();
    }();
    m_events->append({ QDateTime::currentDateTime(), eventKind, line });
}

void MainWindow::announcePhase()
{
    const ShutdownReport report = m_engine->report();
    m_announcer->say(hasEnded(report.phase) ? ReportText::headline(report)
                                            : tr("Phase: %1").arg(VocabularyText::of(report.phase)));
}

// The end tells of those that it is about itself.
void MainWindow::announceLosses()
{
    const quint64 lost = m_pace.lost();
    if (lost <= m_lostAnnounced || hasEnded(m_engine->phase()))
        return;
    m_lostAnnounced = lost;
    m_announcer->say(tr("%Ln request(s) lost", nullptr, pluralNumber(lost)));
}

void MainWindow::logPhase()
{
    m_events->append({ QDateTime::currentDateTime(), EventKind::Status,
                       tr("Phase: %1").arg(VocabularyText::of(m_engine->phase())) });
}

} // namespace Drainboard
