// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
//
// boardwindow
//
// Serves as the program does, with its window, and tells what that costs the main thread. Prints its port first. Then
// it takes commands, one a line, and prints a line of JSON for each:
//   measure   begins to measure anew: {}
//   figures   ticks: a tick is what a snapshot costs, the painting behind it included
//   shown     the requests per second that the head of the window shows, and the rows of its table
//   interact  scrolls, sorts, filters and groups, with the closed connections shown: the longest of each
// It ends with its standard input. Times are in milliseconds of the main thread's CPU: what else runs on the machine is
// not counted.
#include "engine/httpengine.h"
#include "engine/statuslines.h"
#include "filter/filterbox.h"
#include "filter/filteredit.h"
#include "lab/labroutes.h"
#include "mainwindow.h"
#include "table/connectionmodel.h"
#include "table/connectionpane.h"
#include "table/connectionview.h"

#include <QAbstractButton>
#include <QApplication>
#include <QElapsedTimer>
#include <QHttpServer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QScrollBar>
#include <QSocketNotifier>
#include <QThread>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <functional>
#include <utility>
#include <vector>

#include <unistd.h>

using namespace Drainboard;

namespace {

/// Milliseconds of this thread's CPU, since it was made.
class ThreadTimer
{
public:
    double elapsed() const { return now() - m_begin; }

private:
    static double now()
    {
        timespec time {};
        ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
    }

    double m_begin = now();
};

double percentile(std::vector<double> values, std::size_t percent)
{
    if (values.empty())
        return 0;
    std::ranges::sort(values);
    return values[(values.size() - 1) * percent / 100];
}

/// How long each event takes that the event loop hands out; what a handler hands out within it is part of it.
class WatchedApplication : public QApplication
{
public:
    using QApplication::QApplication;

    bool notify(QObject *receiver, QEvent *event) override
    {
        if (m_depth > 0 || QThread::currentThread() != thread()) // those of other threads come here, too
            return QApplication::notify(receiver, event);
        const QEvent::Type type = event->type();
        ++m_depth;
        m_isTick = false;
        const ThreadTimer timer;
        const bool result = QApplication::notify(receiver, event);
        const double took = timer.elapsed();
        --m_depth;
        m_longest = std::max(m_longest, took);
        if (m_isTick)
            m_ticks.push_back(took);
        else if (type == QEvent::UpdateRequest)
            addPainting(took);
        return result;
    }
    /// What is being handled is a snapshot.
    void markTick()
    {
        m_isTick = true;
        m_isPaintingAwaited = true;
    }

    void measure()
    {
        m_ticks.clear();
        m_paintings.clear();
        m_longest = 0;
        m_used = {};
        m_since.start();
    }
    QJsonObject figures() const
    {
        return { { QStringLiteral("ticks"), qint64(m_ticks.size()) },
                 { QStringLiteral("tickMedian"), percentile(m_ticks, 50) },
                 { QStringLiteral("tickP99"), percentile(m_ticks, 99) },
                 { QStringLiteral("paintMedian"), percentile(m_paintings, 50) },
                 { QStringLiteral("paintP99"), percentile(m_paintings, 99) },
                 { QStringLiteral("longest"), m_longest },
                 { QStringLiteral("cpuShare"), m_used.elapsed() / std::max(double(m_since.elapsed()), 1.0) } };
    }

private:
    void addPainting(double took)
    {
        m_paintings.push_back(took);
        if (std::exchange(m_isPaintingAwaited, false) && !m_ticks.empty())
            m_ticks.back() += took;
    }

    int m_depth = 0;
    bool m_isTick = false;
    bool m_isPaintingAwaited = false;
    double m_longest = 0;
    std::vector<double> m_ticks;
    std::vector<double> m_paintings;
    ThreadTimer m_used;
    QElapsedTimer m_since;
};

double shownPerSecond(const MainWindow &window)
{
    const auto *label = window.findChild<QLabel *>(QStringLiteral("requestsPerSecondLabel"));
    return label ? label->accessibleDescription().toDouble() : 0;
}

/// The longest of some calls of \a action, each with the painting behind it.
double longest(QWidget *shown, int times, const std::function<void(int)> &action)
{
    double most = 0;
    for (int i = 0; i < times; ++i) {
        const ThreadTimer timer;
        action(i);
        shown->repaint();
        most = std::max(most, timer.elapsed());
        QCoreApplication::processEvents(); // what else there is to do is not counted
    }
    return most;
}

QJsonObject interact(MainWindow &window)
{
    auto *pane = window.findChild<ConnectionPane *>();
    ConnectionView *view = pane->view();
    if (auto *closed = window.findChild<QAbstractButton *>(QStringLiteral("closedChip")))
        closed->setChecked(true);
    QCoreApplication::processEvents();
    QScrollBar *bar = view->verticalScrollBar();
    const int rows = view->model()->rowCount();
    const double scroll = longest(view->viewport(), 50, [bar](int i) { bar->setValue(bar->maximum() * i / 50); });
    double sort = 0;
    QJsonObject sorts;
    for (int column = 0; column < ConnectionModel::columns; ++column) {
        const double took = longest(view->viewport(), 2, [&](int i) {
            view->sortByColumn(column, i ? Qt::AscendingOrder : Qt::DescendingOrder);
        });
        sorts.insert(view->columnTitle(column), took);
        sort = std::max(sort, took);
    }
    view->sortByColumn(ConnectionModel::Id, Qt::AscendingOrder);
    const QStringList filters { QStringLiteral("state:idle"),  QStringLiteral("-state:closed"),
                                QStringLiteral("idle>1s"),     QStringLiteral("peer:127.0.0.1"),
                                QStringLiteral("requests>10"), QStringLiteral("ping") };
    QLineEdit *edit = pane->filter()->edit();
    const double filter = longest(view->viewport(), int(filters.size()) * 2,
                                  [&](int i) { edit->setText(i % 2 ? QString() : filters[i / 2]); });
    double group = 0;
    for (const Grouping grouping : { Grouping::Process, Grouping::Peer, Grouping::Route, Grouping::End })
        group = std::max(group, longest(view->viewport(), 1, [&](int) { pane->setGrouping(grouping); }));
    pane->setGrouping(Grouping::None);
    return { { QStringLiteral("rows"), rows },     { QStringLiteral("scroll"), scroll },
             { QStringLiteral("sort"), sort },     { QStringLiteral("sorts"), sorts },
             { QStringLiteral("filter"), filter }, { QStringLiteral("group"), group } };
}

} // namespace

int main(int argc, char *argv[])
{
    WatchedApplication application(argc, argv);
    EngineSettings settings;
    settings.port = 0;
    settings.threads = 1;
    HttpEngine engine(settings, addLabRoutes);
    StatusLines lines(&engine);
    QObject::connect(&engine, &HttpEngine::snapshotChanged, &application, [&application] { application.markTick(); });
    MainWindow window(&engine, &lines, nullptr);
    if (!engine.listen()) {
        std::fprintf(stderr, "%s\n", qPrintable(engine.errorString()));
        return 1;
    }
    window.show();
    window.resize(1280, 760);
    std::printf("%d\n", engine.serverPort());
    std::fflush(stdout);
    application.measure();
    QSocketNotifier input(STDIN_FILENO, QSocketNotifier::Read);
    QObject::connect(&input, &QSocketNotifier::activated, &application, [&] {
        char line[256];
        if (!std::fgets(line, sizeof line, stdin)) {
            ::_exit(0); // with thousands of connections an orderly end would take its time
        }
        const QByteArray command = QByteArray(line).trimmed();
        QJsonObject answer;
        if (command == "measure")
            application.measure();
        else if (command == "figures")
            answer = application.figures();
        else if (command == "shown")
            answer = { { QStringLiteral("perSecond"), shownPerSecond(window) },
                       { QStringLiteral("rows"), window.findChild<ConnectionPane *>()->view()->model()->rowCount() } };
        else if (command == "interact")
            answer = interact(window);
        std::printf("%s\n", QJsonDocument(answer).toJson(QJsonDocument::Compact).constData());
        std::fflush(stdout);
    });
    return QApplication::exec();
}
