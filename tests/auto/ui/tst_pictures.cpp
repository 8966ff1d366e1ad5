// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "engine/httpengine.h"
#include "engine/statuslines.h"
#include "filter/filterbox.h"
#include "filter/filteredit.h"
#include "language/windowlanguage.h"
#include "look/elidedlabel.h"
#include "mainwindow.h"
#include "table/connectionpane.h"
#include "table/connectionview.h"
#include "table/freezeswitch.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QDir>
#include <QElapsedTimer>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QRegularExpression>
#include <QScopeGuard>
#include <QScrollBar>
#include <QTest>

#include <array>
#include <optional>

using namespace Drainboard;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

// What the window looks like, with connections that are made up. With DRAINBOARD_PICTURES in the environment, the
// pictures go into that folder, to be looked at.
class TestPictures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void pictures_data();
    void pictures();
    void thousandsOfRowsScrollSmoothly();
    void aSecondCostsLittleWhereNothingChanged();

private:
    enum class Scene { Empty, Few, Filtered, WrongFilter, Frozen, Busy, Ended, Past, Thousands, Groups, Limits };
    enum class Look { Light, Dark, German, Double };
    static QPalette darkPalette();
    void play(Scene scene);
    void playFew(SteadyTime begin, bool ends);
    void playMany(SteadyTime begin, int number);
    static QImage pictureOf(QWidget *widget, int scale);
    static QStringList textsOf(const QWidget *widget);
    void expectGerman() const;
    void expectRoomForTexts() const;
    void emitSnapshot(std::vector<ConnectionInfo> connections, SteadyTime at);
    void open(QSize size);
    ConnectionPane *pane() const { return m_window->findChild<ConnectionPane *>(); }

    Snapshot m_latest;
    std::unique_ptr<HttpEngine> m_engine;
    std::unique_ptr<StatusLines> m_lines;
    std::unique_ptr<MainWindow> m_window;
    QPalette m_lightPalette;
};

void TestPictures::initTestCase()
{
    QApplication::setStyle(QStringLiteral("fusion"));
    m_lightPalette = QApplication::palette();
}

void TestPictures::cleanup()
{
    m_window.reset();
    m_lines.reset();
    m_engine.reset();
    QApplication::setPalette(m_lightPalette);
}

QPalette TestPictures::darkPalette()
{
    QPalette dark(QColor(0x2b, 0x2d, 0x31), QColor(0x2b, 0x2d, 0x31));
    const QColor text(0xe8, 0xe8, 0xe8);
    for (const auto role : { QPalette::Text, QPalette::WindowText, QPalette::ButtonText })
        dark.setColor(role, text);
    dark.setColor(QPalette::Base, QColor(0x1e, 0x20, 0x23));
    dark.setColor(QPalette::AlternateBase, QColor(0x26, 0x28, 0x2c));
    dark.setColor(QPalette::Highlight, QColor(0x3d, 0x7e, 0xc4));
    return dark;
}

void TestPictures::open(QSize size)
{
    EngineSettings settings;
    m_engine = std::make_unique<HttpEngine>(settings);
    m_lines = std::make_unique<StatusLines>(m_engine.get());
    m_window = std::make_unique<MainWindow>(m_engine.get(), m_lines.get(), nullptr);
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    // Only now: at first a window is made to fit the screen, and the one that Qt makes up has 800 by 800 pixels.
    m_window->resize(size);
    QCoreApplication::processEvents();
}

void TestPictures::emitSnapshot(std::vector<ConnectionInfo> connections, SteadyTime at)
{
    Snapshot snapshot;
    snapshot.takenAt = at;
    for (const ConnectionInfo &info : connections) {
        if (info.openedAt > at)
            continue;
        snapshot.counts.accepted += 1;
        snapshot.counts.open += info.state != ConnectionState::Closed;
        snapshot.counts.idle += info.state == ConnectionState::Idle || info.state == ConnectionState::New;
        snapshot.counts.closing += info.state == ConnectionState::Closing;
        snapshot.connections.push_back(std::make_shared<const ConnectionInfo>(info));
    }
    snapshot.counts.active = snapshot.counts.open - snapshot.counts.idle - snapshot.counts.closing;
    m_latest = snapshot;
    Q_EMIT m_engine->snapshotChanged(snapshot);
}

void TestPictures::playFew(SteadyTime begin, bool ends)
{
    using Kind = Lifeline::Sign::Kind;
    const auto made = [&](quint64 id, milliseconds opened, const char *line, int status) {
        ConnectionInfo info;
        info.id = ConnectionId(id);
        info.peer = QStringLiteral("127.0.0.1:%1").arg(35'500 + id * 6);
        info.openedAt = info.stateSince = begin + opened;
        info.requestLine = line;
        info.status = status;
        info.requests = 1;
        info.persistence = Persistence::KeptByVersion;
        return info;
    };
    std::vector<ConnectionInfo> all {
        made(1, 4s, "GET /favicon.ico", 404), made(2, 6s, "GET /bytes/50M", 200),
        made(3, 9s, "GET /delay/8000", 0),    made(4, 12s, "GET /delay/9000", 0),
        made(5, 2s, "GET /poll", 200),        made(6, 8s, "GET /api/items?page=2", 200),
        made(7, 20s, "GET /", 200),           made(8, 30s, "GET /block/5000", 200),
        made(9, 33s, "GET /socket", 101),     made(10, 25s, "GET /events", 200),
        made(11, 40s, "POST /upload", 0),     made(12, 1s, "", 0),
    };
    const auto info = [&](quint64 id) -> ConnectionInfo & { return all[id - 1]; };
    const auto set = [&](quint64 id, ConnectionState state, milliseconds since) {
        info(id).state = state;
        info(id).stateSince = begin + since;
        if (state == ConnectionState::Closed)
            info(id).closedAt = begin + since;
    };
    LifelineStore &lines = pane()->lifelines();
    const auto request = [&](quint64 id, milliseconds from, milliseconds to) {
        lines.addRequest(ConnectionId(id), begin + from, begin + to, RequestOutcome::Answered);
        info(id).requests += 1;
        info(id).lastByteAfter = to - from;
        set(id, ConnectionState::Idle, to);
    };
    info(12).requests = 0;
    for (int second = 0; second <= 60; ++second) {
        const milliseconds now = second * 1s;
        if (second == 5)
            request(1, 4'100ms, 4'160ms);
        if (second == 6)
            request(1, 5'000ms, 5'040ms);
        if (second == 8)
            set(2, ConnectionState::Responding, 6'500ms);
        if (second == 30)
            lines.addUnread(ConnectionId(2), begin + 10s, begin + 30s);
        if (second == 55)
            lines.addUnread(ConnectionId(2), begin + 35s, begin + (ends ? 54s : 60s));
        if (second == 53)
            set(3, ConnectionState::Responding, 52'500ms);
        if (second == 55) {
            info(3).peerFinished = true;
            lines.addSign(ConnectionId(3), { begin + 54s, Kind::Fin, Side::Client, true });
        }
        if (second == 14)
            set(4, ConnectionState::Responding, 13s);
        if (second == 22) {
            info(4).cause = CloseCause::ByClient;
            info(4).lostRequests = { LostRequest() };
            set(4, ConnectionState::Closed, 21'500ms);
        }
        const bool isOpen = !ends || second < 50;
        if (second > 3 && isOpen)
            request(5, now - 800ms, now - 795ms);
        for (int i = 0; second > 9 && second < 50 && i < 40 * (second % 10) / 10; ++i)
            request(6, now - 1s + i * 25ms, now - 1s + i * 25ms + 15ms);
        for (int i = 0; isOpen && second > 20 && i < 400; ++i)
            request(7, now - 1s + i * 2'500us / 1ms * 1ms, now - 1s + i * 2'500us / 1ms * 1ms + 2ms);
        if (second == 36) {
            lines.addWait(ConnectionId(8), begin + 30s, begin + 34'500ms);
            request(8, 34'500ms, 36s);
        }
        if (second == 35)
            set(9, ConnectionState::WebSocket, 34s);
        if (second == 28)
            request(10, 25'500ms, 28s);
        if (second == 45)
            set(10, ConnectionState::Closing, 44s);
        if (second == 43)
            set(11, ConnectionState::Reading, 41s);
        if (ends && second == 50) {
            pane()->axis()->addMark({ begin + 49'500ms, ShutdownPhase::Draining });
            for (const quint64 id : { 1, 5, 7, 12 }) {
                info(id).cause = CloseCause::Disconnected;
                info(id).peerFinished = true;
                set(id, ConnectionState::Closed, 49'700ms);
            }
        }
        if (ends && second == 55) {
            pane()->axis()->addMark({ begin + 54'500ms, ShutdownPhase::Aborting });
            pane()->axis()->addMark({ begin + 54'600ms, ShutdownPhase::Closed });
            for (const quint64 id : { 2, 3, 6, 8, 9, 10, 11 }) {
                info(id).cause = CloseCause::Aborted;
                if (id <= 3 || id == 11)
                    info(id).lostRequests = { LostRequest() };
                set(id, ConnectionState::Closed, 54'500ms);
            }
        }
        emitSnapshot(all, begin + now);
    }
}

void TestPictures::playMany(SteadyTime begin, int number)
{
    constexpr std::array routes { "GET /", "GET /api/items", "GET /", "POST /upload", "GET /events" };
    std::vector<ConnectionInfo> all;
    for (int i = 1; i <= number; ++i) {
        ConnectionInfo info;
        info.id = ConnectionId(quint64(i));
        info.peer = QStringLiteral("10.0.%1.%2:%3").arg(i / 200).arg(i % 200).arg(20'000 + i);
        info.openedAt = begin + (i * 7 % 20'000) * 1ms;
        info.stateSince = info.openedAt;
        info.requestLine = routes[static_cast<std::size_t>(i) % routes.size()];
        info.status = 200;
        all.push_back(info);
    }
    for (int second = 1; second <= 60; ++second) {
        for (int i = 0; i < number; ++i) {
            ConnectionInfo &info = all[static_cast<std::size_t>(i)];
            const int every = 1 + i % 13;
            if (second % every || info.openedAt > begin + (second - 1) * 1s)
                continue;
            info.requests += quint64(1 + i % 50);
            info.state = ConnectionState::Idle;
            info.lastByteAfter = std::chrono::microseconds(500 + i % 97 * 200);
            info.stateSince = begin + second * 1s - milliseconds(i % 400);
        }
        emitSnapshot(all, begin + second * 1s);
    }
}

void TestPictures::play(Scene scene)
{
    const SteadyTime begin = SteadyClock::now();
    switch (scene) {
    case Scene::Empty:
        emitSnapshot({}, begin + 60s);
        break;
    case Scene::Few:
        playFew(begin, false);
        pane()->view()->selectRow(5);
        break;
    case Scene::Filtered:
        playFew(begin, false);
        pane()->filter()->edit()->setText(QStringLiteral("-status:404 slow>100ms"));
        break;
    case Scene::WrongFilter:
        playFew(begin, false);
        pane()->filter()->edit()->setText(QStringLiteral("-status:404 slow>100"));
        break;
    case Scene::Frozen:
        playFew(begin, false);
        pane()->freezeSwitch()->toggle();
        playMany(begin + 60s, 100);
        break;
    case Scene::Ended:
        playFew(begin, true);
        break;
    case Scene::Past:
        playFew(begin, false);
        pane()->axis()->zoomInto(pane()->axis()->width() / 5, pane()->axis()->width() * 3 / 5);
        break;
    case Scene::Busy:
        playMany(begin, 60);
        break;
    case Scene::Groups:
        playMany(begin, 600);
        pane()->setGrouping(Grouping::Route);
        QTest::keyClick(pane()->view(), Qt::Key_Down);
        QTest::keyClick(pane()->view(), Qt::Key_Down);
        QTest::keyClick(pane()->view(), Qt::Key_Right);
        QTest::qWait(500); // their lifelines come bit by bit
        break;
    case Scene::Limits:
        playFew(begin, false);
        QTest::keyClick(m_window.get(), Qt::Key_L, Qt::ControlModifier);
        break;
    case Scene::Thousands:
        playMany(begin, 10'000);
        break;
    }
}

void TestPictures::pictures_data()
{
    QTest::addColumn<Scene>("scene");
    QTest::addColumn<QSize>("size");
    QTest::addColumn<Look>("look");
    const auto add = [](const char *name, Scene scene, QSize size, Look look) {
        QTest::newRow(name) << scene << size << look;
    };
    constexpr QSize usual(1280, 760);
    constexpr QSize small(800, 600);
    add("empty", Scene::Empty, usual, Look::Light);
    add("few", Scene::Few, usual, Look::Light);
    add("few-dark", Scene::Few, usual, Look::Dark);
    add("few-small", Scene::Few, small, Look::Light);
    add("few-small-dark", Scene::Few, small, Look::Dark);
    add("filtered", Scene::Filtered, usual, Look::Light);
    add("filtered-dark", Scene::Filtered, usual, Look::Dark);
    add("wrong-filter", Scene::WrongFilter, usual, Look::Light);
    add("wrong-filter-small-dark", Scene::WrongFilter, small, Look::Dark);
    add("frozen", Scene::Frozen, usual, Look::Light);
    add("frozen-small-dark", Scene::Frozen, small, Look::Dark);
    add("busy", Scene::Busy, usual, Look::Light);
    add("busy-dark", Scene::Busy, usual, Look::Dark);
    add("ended", Scene::Ended, usual, Look::Light);
    add("ended-small", Scene::Ended, small, Look::Light);
    add("past", Scene::Past, usual, Look::Light);
    add("thousands", Scene::Thousands, usual, Look::Light);
    add("few-wide", Scene::Few, { 1920, 1080 }, Look::Light);
    add("few-double", Scene::Few, usual, Look::Double);
    add("groups", Scene::Groups, usual, Look::Light);
    add("groups-dark", Scene::Groups, usual, Look::Dark);
    add("limits", Scene::Limits, usual, Look::Light);
    add("limits-german", Scene::Limits, usual, Look::German);
    add("few-german", Scene::Few, usual, Look::German);
    add("few-small-german", Scene::Few, small, Look::German);
    add("wrong-filter-german", Scene::WrongFilter, usual, Look::German);
    add("frozen-german", Scene::Frozen, usual, Look::German);
    add("ended-wide-german", Scene::Ended, { 1920, 1080 }, Look::German);
    add("groups-german", Scene::Groups, usual, Look::German);
}

void TestPictures::pictures()
{
    QFETCH(Scene, scene);
    QFETCH(QSize, size);
    QFETCH(Look, look);
    QApplication::setPalette(look == Look::Dark ? darkPalette() : m_lightPalette);
    const QLocale usual;
    std::optional<WindowLanguage> language;
    if (look == Look::German) {
        language.emplace(QStringList { QStringLiteral("de") });
        QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
    }
    const auto restore = qScopeGuard([usual] { QLocale::setDefault(usual); });
    open(size);
    play(scene);
    for (int i = 0; i < 5; ++i) // layouts within layouts
        QCoreApplication::processEvents();
    auto *dialog = m_window->findChild<QDialog *>();
    const QImage picture = pictureOf(dialog ? dialog : m_window->window(), look == Look::Double ? 2 : 1);
    QVERIFY(!picture.isNull());
    const QString folder = qEnvironmentVariable("DRAINBOARD_PICTURES");
    if (!folder.isEmpty()) {
        QVERIFY(QDir().mkpath(folder));
        QVERIFY(picture.save(QStringLiteral("%1/%2.png").arg(folder, QLatin1String(QTest::currentDataTag()))));
    }
    QCOMPARE(pane()->view()->horizontalScrollBar()->maximum(), 0);
    QVERIFY(m_window->width() <= size.width());
    if (look == Look::German)
        expectGerman();
    expectRoomForTexts();
}

// Ten times what it takes here would still be no more than a stutter: the bound catches work that is done for each row.
void TestPictures::thousandsOfRowsScrollSmoothly()
{
    open({ 1280, 760 });
    play(Scene::Thousands);
    auto *view = pane()->view();
    QCOMPARE(view->model()->rowCount(), 10'000);
    QScrollBar *bar = view->verticalScrollBar();
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < 50; ++i) {
        bar->setValue(bar->maximum() * i / 50);
        view->viewport()->repaint();
    }
    const qint64 scrolled = timer.restart();
    for (int i = 1; i <= 50; ++i) {
        pane()->axis()->advance(pane()->axis()->now() + 200ms);
        view->viewport()->repaint();
    }
    const qint64 moved = timer.elapsed();
    qInfo("a scroll step takes %.1f ms, a step in time %.1f ms", double(scrolled) / 50, double(moved) / 50);
    QVERIFY2(scrolled < 50 * 200, qPrintable(QString::number(scrolled)));
    QVERIFY2(moved < 50 * 200, qPrintable(QString::number(moved)));
}

void TestPictures::aSecondCostsLittleWhereNothingChanged()
{
    open({ 1280, 760 });
    play(Scene::Thousands);
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < 20; ++i) {
        m_latest.takenAt += 1s;
        Q_EMIT m_engine->snapshotChanged(m_latest); // the very same objects, as from the engine
    }
    qInfo("a tick takes %.2f ms without painting", double(timer.elapsed()) / 20);
    QVERIFY2(timer.elapsed() < 20 * 200, qPrintable(QString::number(timer.elapsed())));
}

QImage TestPictures::pictureOf(QWidget *widget, int scale)
{
    QImage picture(widget->size() * scale, QImage::Format_RGB32);
    picture.setDevicePixelRatio(scale);
    picture.fill(Qt::white);
    widget->render(&picture);
    return picture;
}

QStringList TestPictures::textsOf(const QWidget *widget)
{
    QStringList texts { widget->toolTip(), widget->accessibleName() };
    if (const auto *label = qobject_cast<const QLabel *>(widget))
        texts += label->text();
    else if (const auto *button = qobject_cast<const QAbstractButton *>(widget))
        texts += button->text();
    else if (const auto *edit = qobject_cast<const QLineEdit *>(widget))
        texts += edit->placeholderText();
    else if (const auto *choice = qobject_cast<const QComboBox *>(widget)) {
        for (int i = 0; i < choice->count(); ++i)
            texts += choice->itemText(i);
    } else if (const auto *header = qobject_cast<const QHeaderView *>(widget); header && header->model()) {
        for (int i = 0; header->orientation() == Qt::Horizontal && i < header->count(); ++i)
            texts += header->model()->headerData(i, Qt::Horizontal).toString();
    }
    return texts;
}

// What is a word of the filter, a policy or a route is the same in every language.
void TestPictures::expectGerman() const
{
    static const QRegularExpression english(
        QStringLiteral(
            "\\b(the|of|and|what|which|is|are|connections?|requests?|busy|closed|opened|lost|waiting|show|"
            "copy|report|running|draining|idle|listening|shutdown|abort|after|freeze|columns|export|peer)\\b"),
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression words(
        QStringLiteral("stop-listening|--[a-z-]+|-?(state|status|end|route|peer|process|idle|"
                       "slow|requests|lost)[:<>][^ ,]*,?|lost, #18|\\b(GET|POST) .*"));
    const QList<QWidget *> widgets = m_window->findChildren<QWidget *>();
    for (const QWidget *widget : widgets) {
        const QStringList texts = textsOf(widget);
        for (QString text : texts) {
            text.remove(words);
            const QRegularExpressionMatch match = english.match(text);
            QVERIFY2(!match.hasMatch(),
                     qPrintable(QStringLiteral("%1: \"%2\"").arg(widget->objectName(), match.captured())));
        }
    }
}

// Where a text may be cut it says so with dots, and has all of it where the mouse points.
void TestPictures::expectRoomForTexts() const
{
    const QList<QWidget *> widgets = m_window->findChildren<QWidget *>();
    for (const QWidget *widget : widgets) {
        const auto *label = qobject_cast<const QLabel *>(widget);
        const bool isCutOnPurpose = (label
                                     && (label->wordWrap() || qobject_cast<const ElidedLabel *>(label)
                                         || label->sizePolicy().horizontalPolicy() == QSizePolicy::Ignored));
        if (!widget->isVisible() || isCutOnPurpose || !(label || qobject_cast<const QAbstractButton *>(widget)))
            continue;
        QVERIFY2(widget->width() >= widget->minimumSizeHint().width() || textsOf(widget).last().isEmpty(),
                 qPrintable(QStringLiteral("%1: \"%2\" has %3 of %4 pixels")
                                .arg(widget->objectName(), textsOf(widget).last())
                                .arg(widget->width())
                                .arg(widget->minimumSizeHint().width())));
    }
}

QTEST_MAIN(TestPictures)
#include "tst_pictures.moc"
