// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "engine/httpengine.h"
#include "engine/statuslines.h"

#include <QTest>

#include <memory>

using namespace Drainboard;
using namespace std::chrono_literals;

class TestStatusLines : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theDelayIsSaidAsItWasSet_data();
    void theDelayIsSaidAsItWasSet();
    void aShutdownIsTold_data();
    void aShutdownIsTold();
    void theCountGoesOnInLeaving();
    void anotherEngineIsToldOfBehindTheFirst();
};

static EngineSettings settings(std::chrono::milliseconds delay)
{
    EngineSettings settings;
    settings.port = 0;
    settings.shutdownDelay = delay;
    return settings;
}

void TestStatusLines::theDelayIsSaidAsItWasSet_data()
{
    QTest::addColumn<std::chrono::milliseconds>("delay");
    QTest::addColumn<QString>("said");
    QTest::newRow("milliseconds") << 300ms << QStringLiteral("300 ms");
    QTest::newRow("a second") << std::chrono::milliseconds(1s) << QStringLiteral("1 s");
    QTest::newRow("a second and a half") << 1500ms << QStringLiteral("1.5 s");
    QTest::newRow("minutes") << std::chrono::milliseconds(2min) << QStringLiteral("120 s");
    QTest::newRow("the longest one") << std::chrono::milliseconds(24h * 24) << QStringLiteral("2073600 s");
}

void TestStatusLines::theDelayIsSaidAsItWasSet()
{
    QFETCH(std::chrono::milliseconds, delay);
    QFETCH(QString, said);
    QCOMPARE(StatusLines::leavingBegun(delay),
             QStringLiteral("Leaving: serving on for %1, then shutting down").arg(said));
}

void TestStatusLines::aShutdownIsTold_data()
{
    QTest::addColumn<std::chrono::milliseconds>("delay");
    QTest::addColumn<QString>("trigger");
    QTest::addColumn<QStringList>("said");
    const QString leaving = QStringLiteral("Leaving: serving on for 50 ms, then shutting down");
    const QString received = QStringLiteral("Received kill signal, shutting down gracefully");
    const QString requested = QStringLiteral("Shutdown requested, shutting down gracefully");
    const QString closed = QStringLiteral("Closed out remaining connections");
    QTest::newRow("by a signal") << 0ms << QStringLiteral("SIGTERM") << QStringList { received, closed };
    QTest::newRow("by a button") << 0ms << QStringLiteral("button") << QStringList { requested, closed };
    QTest::newRow("by a signal, with a delay")
        << 50ms << QStringLiteral("SIGTERM") << QStringList { leaving, received, closed };
    QTest::newRow("by a button, with a delay")
        << 50ms << QStringLiteral("button") << QStringList { leaving, requested, closed };
}

void TestStatusLines::aShutdownIsTold()
{
    QFETCH(std::chrono::milliseconds, delay);
    QFETCH(QString, trigger);
    QFETCH(QStringList, said);
    HttpEngine engine(settings(delay));
    const StatusLines lines(&engine);
    QStringList events;
    connect(&lines, &StatusLines::said, &lines, [&events](StatusLines::Kind kind, const QString &line) {
        QVERIFY(kind != StatusLines::Kind::Error);
        if (kind == StatusLines::Kind::Event)
            events += line;
    });
    QVERIFY(engine.listen());
    engine.triggerShutdown(trigger);
    QTRY_COMPARE(engine.phase(), ShutdownPhase::Closed);
    QVERIFY(events.takeFirst().startsWith(QStringLiteral("Running… http://")));
    QCOMPARE(events.takeLast(), engine.report().summary());
    QCOMPARE(events, said);
}

void TestStatusLines::theCountGoesOnInLeaving()
{
    HttpEngine engine(settings(1h));
    const StatusLines lines(&engine);
    int counts = 0;
    connect(&lines, &StatusLines::said, &lines,
            [&counts](StatusLines::Kind kind) { counts += kind == StatusLines::Kind::Count ? 1 : 0; });
    QVERIFY(engine.listen());
    engine.shutdown();
    QTRY_VERIFY(counts > 0);
    QVERIFY(engine.phase() == ShutdownPhase::Leaving);
}

void TestStatusLines::anotherEngineIsToldOfBehindTheFirst()
{
    auto first = std::make_unique<HttpEngine>(settings(0ms));
    StatusLines lines(first.get());
    QStringList said;
    connect(&lines, &StatusLines::said, this, [&](StatusLines::Kind, const QString &line) { said += line; });
    QVERIFY(first->listen());
    HttpEngine second(settings(0ms));
    lines.setEngine(&second);
    said.clear();
    first->shutdown();
    QTRY_VERIFY(first->phase() == ShutdownPhase::Closed);
    QVERIFY(said.isEmpty());
    first.reset();
    QVERIFY(second.listen());
    QCOMPARE(said, QStringList { QStringLiteral("Running… %1").arg(second.url().toString()) });
    QTRY_VERIFY(said.contains(StatusLines::openConnections(0)));
}

QTEST_GUILESS_MAIN(TestStatusLines)
#include "tst_statuslines.moc"
