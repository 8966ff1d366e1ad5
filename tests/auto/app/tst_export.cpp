// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "harcheck.h"
#include "programundertest.h"
#include "rawclient.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <memory>

using namespace Drainboard;

namespace {

QStringList words(const char *text)
{
    return QString::fromUtf8(text).split(u' ', Qt::SkipEmptyParts);
}

} // namespace

// What the program writes with --export.
class TestExport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_directory = std::make_unique<QTemporaryDir>(); }

    void isWrittenAtTheEnd_data();
    void isWrittenAtTheEnd();
    void hasWhatAForcedEndLost();
    void isWrittenThoughTheMainThreadIsStuck();
    void saysHowManyRequestsItDoesNotHave();
    void saysWhereItCannotBeWritten();
    void hasAllRuns();

private:
    QString file(const char *name = "export.json") const { return m_directory->filePath(QLatin1String(name)); }
    QStringList with(const char *options, const char *name = "export.json") const
    {
        return words(options) << QStringLiteral("--export") << file(name);
    }
    QByteArray content(const char *name) const
    {
        QFile read(file(name));
        return read.open(QIODevice::ReadOnly) ? read.readAll() : QByteArray();
    }
    QJsonObject exported() const { return QJsonDocument::fromJson(content("export.json")).object(); }

    std::unique_ptr<QTemporaryDir> m_directory;
};

#define COMPARE_EXIT(program, code)                                                                                    \
    QVERIFY2((program).waitForExit(), qPrintable((program).everythingSaid()));                                         \
    QVERIFY2((program).exitCode() == (code), qPrintable((program).everythingSaid()))

void TestExport::isWrittenAtTheEnd_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("a table") << QByteArray("export.csv");
    QTest::newRow("all") << QByteArray("export.json");
    QTest::newRow("an archive") << QByteArray("export.har");
}

void TestExport::isWrittenAtTheEnd()
{
    QFETCH(QByteArray, name);
    ProgramUnderTest program;
    QVERIFY(program.serveHeadless(with("", name)));
    RawClient client(program.port());
    client.send(get("/status/404"));
    QTRY_COMPARE(client.responses(), 1);
    QVERIFY2(content(name).isEmpty(), "written before the end");
    program.raise(SIGTERM);
    COMPARE_EXIT(program, 0);
    QVERIFY2(program.errorLines().isEmpty(), qPrintable(program.everythingSaid()));
    const QByteArray text = content(name);
    QVERIFY2(text.contains("404"), text.constData());
    if (name.endsWith("csv")) {
        QCOMPARE(text.count("\r\n"), 2);
    } else if (name.endsWith("har")) {
        QCOMPARE(harProblem(text), QString());
    } else {
        QCOMPARE(exported()[QStringLiteral("connections")][0][QStringLiteral("state")].toString(),
                 QStringLiteral("Closed"));
        QCOMPARE(exported()[QStringLiteral("requests")][0][QStringLiteral("request")].toString(),
                 QStringLiteral("GET /status/404"));
        const QString url = QStringLiteral("http://127.0.0.1:%1/").arg(program.port());
        QCOMPARE(exported()[QStringLiteral("runs")][0][QStringLiteral("url")].toString(), url);
    }
}

void TestExport::hasWhatAForcedEndLost()
{
    ProgramUnderTest program;
    QVERIFY(program.serveHeadless(with("--abort-after 300ms --force-after 1500ms")));
    RawClient client(program.port());
    client.send(get("/block/60000"));
    QTRY_VERIFY(program.outputLines().contains(QStringLiteral("1 connection currently open")));
    program.raise(SIGTERM);
    COMPARE_EXIT(program, 1);
    const QJsonValue request = exported()[QStringLiteral("requests")][0];
    QCOMPARE(request[QStringLiteral("outcome")].toString(), QStringLiteral("lost"));
    QCOMPARE(request[QStringLiteral("lossReason")].toString(), QStringLiteral("the connection was left open"));
}

void TestExport::isWrittenThoughTheMainThreadIsStuck()
{
    ProgramUnderTest program;
    QVERIFY(program.serveHeadless(with("--policy stop-listening --force-after 1500ms")));
    RawClient client(program.port());
    client.send(get("/"));
    QTRY_COMPARE(client.responses(), 1);
    if (!program.freezeMainThread())
        QSKIP("this process may not stop a thread of another one");
    program.raise(SIGTERM);
    COMPARE_EXIT(program, 1);
    QCOMPARE(exported()[QStringLiteral("connections")].toArray().size(), 1);
    QCOMPARE(exported()[QStringLiteral("requests")].toArray().size(), 1);
}

void TestExport::saysHowManyRequestsItDoesNotHave()
{
    ProgramUnderTest program;
    QVERIFY(program.serveHeadless(with("--requests-kept 2 --threads 1")));
    RawClient client(program.port());
    for (int i = 1; i <= 5; ++i) {
        client.send(get("/"));
        QTRY_COMPARE(client.responses(), i);
    }
    program.raise(SIGTERM);
    COMPARE_EXIT(program, 0);
    QCOMPARE(exported()[QStringLiteral("requests")].toArray().size(), 2);
    QCOMPARE(exported()[QStringLiteral("requestsMissed")].toInt(), 3);
    QCOMPARE(program.errorLines().size(), 1);
    QVERIFY(program.errorLines().constFirst().contains(QStringLiteral(": 3 (see --requests-kept)")));
}

// As with the report, the exit code is that of the shutdown.
void TestExport::saysWhereItCannotBeWritten()
{
    ProgramUnderTest program;
    QVERIFY(program.serveHeadless(with("")));
    m_directory->remove();
    program.raise(SIGTERM);
    COMPARE_EXIT(program, 0);
    QCOMPARE(program.errorLines().size(), 1);
    QVERIFY2(program.errorLines().constFirst().startsWith(QStringLiteral("Could not export to %1: ").arg(file())),
             qPrintable(program.everythingSaid()));
}

void TestExport::hasAllRuns()
{
    ProgramUnderTest program;
    program.setProgram(QStringLiteral(DRAINBOARD_DRIVENPROGRAM));
    program.setVariable("QT_QPA_PLATFORM", QStringLiteral("offscreen"));
    program.setVariable("XDG_CONFIG_HOME", m_directory->path());
    program.startWith(with(""));
    const auto runs = [&] { return program.outputLines().filter(QStringLiteral("Running… ")).size(); };
    const auto ask = [&](const char *path) {
        RawClient client(program.port());
        client.send(get(path));
        return QTest::qWaitFor([&] { return client.responses() == 1; });
    };
    QVERIFY2(program.waitUntilServing(), qPrintable(program.everythingSaid()));
    QVERIFY(ask("/status/404"));
    program.write("click shutdownButton\n");
    QTRY_COMPARE(exported()[QStringLiteral("requests")].toArray().size(), 1);
    program.write("click startAgainButton\n");
    QTRY_COMPARE(runs(), 2);
    QVERIFY(program.waitUntilServing());
    QVERIFY(ask("/status/503"));
    program.raise(SIGTERM);
    COMPARE_EXIT(program, 0);
    const QJsonArray requests = exported()[QStringLiteral("requests")].toArray();
    QCOMPARE(requests.size(), 2);
    QCOMPARE(requests[0][QStringLiteral("status")].toInt(), 404);
    QCOMPARE(requests[1][QStringLiteral("status")].toInt(), 503);
    QCOMPARE(requests[1][QStringLiteral("connection")].toInt(), 2);
    QCOMPARE(exported()[QStringLiteral("connections")].toArray().size(), 2);
    QCOMPARE(exported()[QStringLiteral("runs")].toArray().size(), 2);
    QCOMPARE(exported()[QStringLiteral("runs")][1][QStringLiteral("firstConnection")].toInt(), 2);
}

QTEST_GUILESS_MAIN(TestExport)
#include "tst_export.moc"
