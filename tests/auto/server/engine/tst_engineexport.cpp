// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
// What files say of what real clients did: curl, and Python's http.client.
#include "engine/engineexport.h"
#include "engine/httpengine.h"
#include "export/exportfile.h"
#include "harcheck.h"
#include "lab/labroutes.h"
#include "rawclient.h"

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <map>

using namespace Drainboard;
using namespace std::chrono_literals;

namespace {

EngineSettings engineSettings()
{
    EngineSettings settings;
    settings.port = 0;
    settings.threads = 1;
    return settings;
}

class ServingEngine : public HttpEngine
{
public:
    explicit ServingEngine(const EngineSettings &all = engineSettings())
        : HttpEngine(all, addLabRoutes)
    {
        if (!listen())
            qFatal("cannot listen: %ls", qUtf16Printable(errorString()));
    }

    QString urlOf(const char *path) const { return url().resolved(QUrl(QLatin1String(path))).toString(); }
    qsizetype ended() const { return exportOf(*this).requests.size(); }
};

/// Runs until it ends; what it printed.
QByteArray run(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program, arguments);
    if (!process.waitForFinished(60'000))
        qWarning("%ls does not end", qUtf16Printable(program));
    return process.readAll();
}

QByteArray runPython(const QString &script, quint16 port)
{
    return run(QStringLiteral("python3"), { QStringLiteral("-c"), script, QString::number(port) });
}

QByteArray exported(const HttpEngine &engine, const char *name)
{
    const QTemporaryDir directory;
    const QString fileName = directory.filePath(QLatin1String(name));
    if (const QString problem = Export::write(fileName, exportOf(engine)); !problem.isEmpty())
        qWarning("%ls", qUtf16Printable(problem));
    QFile file(fileName);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QJsonArray entriesOf(const HttpEngine &engine)
{
    const QByteArray bytes = exported(engine, "all.har");
    if (const QString problem = harProblem(bytes); !problem.isEmpty()) {
        qWarning("%ls", qUtf16Printable(problem));
        return {};
    }
    return QJsonDocument::fromJson(bytes)[QStringLiteral("log")][QStringLiteral("entries")].toArray();
}

int statusOf(const QJsonValue &entry)
{
    return entry[QStringLiteral("response")][QStringLiteral("status")].toInt(-1);
}

/// How often each "status path" is there.
std::map<QString, int> answersOf(const QJsonArray &entries)
{
    std::map<QString, int> answers;
    for (const QJsonValue entry : entries) {
        const QUrl url(entry[QStringLiteral("request")][QStringLiteral("url")].toString());
        ++answers[QString::number(statusOf(entry)) + u' ' + url.path()];
    }
    return answers;
}

} // namespace

class tst_EngineExport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void hasAllThatCurlAskedFor();
    void hasAllThatAPoolAskedFor();
    void saysWhichWasLost();
    void saysWhichWasRefused();
    void saysHowLongARequestWaited();
    void saysHowManyItDoesNotHave();
    void hasEachConnectionOnce();
    void hasNothingBeforeThereIsSomething();
};

void tst_EngineExport::initTestCase()
{
    for (const char *program : { "curl", "python3" }) {
        if (QStandardPaths::findExecutable(QLatin1String(program)).isEmpty())
            QSKIP("curl or python3 is not there");
    }
}

void tst_EngineExport::hasAllThatCurlAskedFor()
{
    const ServingEngine engine;
    const QByteArray codes = run(QStringLiteral("curl"),
                                 { QStringLiteral("-s"), QStringLiteral("-w"), QStringLiteral("%{http_code} "),
                                   QStringLiteral("-o"), QStringLiteral("/dev/null"), engine.urlOf("/"),
                                   QStringLiteral("-o"), QStringLiteral("/dev/null"), engine.urlOf("/status/404"),
                                   QStringLiteral("-o"), QStringLiteral("/dev/null"), engine.urlOf("/status/503") });
    QCOMPARE(codes, QByteArray("200 404 503 "));
    QTRY_COMPARE(engine.ended(), 3);
    const QJsonArray entries = entriesOf(engine);
    QCOMPARE(entries.size(), 3);
    const QList<QPair<int, QString>> expected { { 200, engine.urlOf("/") },
                                                { 404, engine.urlOf("/status/404") },
                                                { 503, engine.urlOf("/status/503") } };
    for (int i = 0; i < 3; ++i) {
        QCOMPARE(statusOf(entries[i]), expected[i].first);
        QCOMPARE(entries[i][QStringLiteral("request")][QStringLiteral("url")].toString(), expected[i].second);
        QCOMPARE(entries[i][QStringLiteral("request")][QStringLiteral("method")].toString(), QStringLiteral("GET"));
        QCOMPARE(entries[i][QStringLiteral("connection")].toString(), QStringLiteral("1")); // curl reuses it
    }
}

void tst_EngineExport::hasAllThatAPoolAskedFor()
{
    EngineSettings settings = engineSettings();
    settings.threads = 2;
    const ServingEngine engine(settings);
    const QByteArray said = runPython(QStringLiteral(R"(
import http.client, sys, threading

def ask(number):
    connection = http.client.HTTPConnection('127.0.0.1', int(sys.argv[1]))
    for i in range(25):
        connection.request('GET', '/status/404' if i % 5 == number else '/')
        connection.getresponse().read()
    connection.request('POST', '/upload', b'x' * 100000)
    connection.getresponse().read()
    connection.close()

threads = [threading.Thread(target=ask, args=(number,)) for number in range(4)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print('done')
)"),
                                      engine.serverPort());
    QCOMPARE(said, QByteArray("done\n"));
    QTRY_COMPARE(engine.ended(), 104);
    QTRY_COMPARE(engine.openConnections(), 0);
    const std::map<QString, int> expected { { QStringLiteral("200 /"), 80 },
                                            { QStringLiteral("404 /status/404"), 20 },
                                            { QStringLiteral("200 /upload"), 4 } };
    const QJsonArray entries = entriesOf(engine);
    QCOMPARE(entries.size(), 104);
    QVERIFY(answersOf(entries) == expected);

    const QJsonDocument all = QJsonDocument::fromJson(exported(engine, "all.json"));
    const QJsonArray connections = all[QStringLiteral("connections")].toArray();
    QCOMPARE(connections.size(), 4);
    for (const QJsonValue connection : connections) {
        QCOMPARE(connection[QStringLiteral("requests")].toInt(), 26);
        QCOMPARE(connection[QStringLiteral("state")].toString(), QStringLiteral("Closed"));
        QCOMPARE(connection[QStringLiteral("end")][QStringLiteral("firstBy")].toString(), QStringLiteral("client"));
        QCOMPARE(connection[QStringLiteral("end")][QStringLiteral("sign")].toString(), QStringLiteral("FIN"));
    }
    QCOMPARE(all[QStringLiteral("requests")].toArray().size(), 104);
    QCOMPARE(all[QStringLiteral("requestsMissed")].toInt(-1), 0);
    QCOMPARE(all[QStringLiteral("connectionsMissed")].toInt(-1), 0);
}

// One client leaves in the middle of a response, one before it.
void tst_EngineExport::saysWhichWasLost()
{
    const ServingEngine engine;
    run(QStringLiteral("curl"), { QStringLiteral("-s"), engine.urlOf("/") });
    run(QStringLiteral("curl"),
        { QStringLiteral("-s"), QStringLiteral("--max-time"), QStringLiteral("0.3"), engine.urlOf("/stream/60000") });
    runPython(QStringLiteral(R"(
import http.client, socket, struct, sys, time
connection = http.client.HTTPConnection('127.0.0.1', int(sys.argv[1]))
connection.request('GET', '/delay/60000')
time.sleep(0.1)
connection.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))
connection.close()
)"),
              engine.serverPort());
    QTRY_COMPARE(engine.ended(), 3);
    const QJsonArray entries = entriesOf(engine);
    QCOMPARE(entries.size(), 3);
    QCOMPARE(statusOf(entries[0]), 200);
    QVERIFY(!entries[0].toObject().contains(QStringLiteral("_lost")));
    for (const int i : { 1, 2 }) {
        QCOMPARE(statusOf(entries[i]), 0);
        QCOMPARE(entries[i][QStringLiteral("_lost")].toString(), QStringLiteral("the client left"));
    }
    QCOMPARE(entries[1][QStringLiteral("response")][QStringLiteral("_statusBegun")].toInt(), 200);
    const QJsonDocument all = QJsonDocument::fromJson(exported(engine, "all.json"));
    const QJsonValue last = all[QStringLiteral("connections")][2];
    QCOMPARE(last[QStringLiteral("end")][QStringLiteral("sign")].toString(), QStringLiteral("RST"));
    QCOMPARE(last[QStringLiteral("verdict")][QStringLiteral("kind")].toString(), QStringLiteral("ClientLeft"));
    QVERIFY(last[QStringLiteral("verdict")][QStringLiteral("sentence")].toString().contains(
        QStringLiteral("GET /delay/60000")));
}

void tst_EngineExport::saysWhichWasRefused()
{
    const ServingEngine engine;
    run(QStringLiteral("curl"),
        { QStringLiteral("-s"), QStringLiteral("-H"), QStringLiteral("Host;"), QStringLiteral("-H"),
          QStringLiteral("Host: a, b c"), engine.urlOf("/") });
    QTRY_COMPARE(engine.ended(), 1);
    const QJsonArray entries = entriesOf(engine);
    QCOMPARE(entries.size(), 1);
    QCOMPARE(statusOf(entries[0]), 400);
    QVERIFY(entries[0][QStringLiteral("_refused")].toString().startsWith(QStringLiteral("400")));
}

// Its client has waited all that time, and the handler of the request has needed none of it.
void tst_EngineExport::saysHowLongARequestWaited()
{
    const ServingEngine engine;
    const QByteArray said = runPython(QStringLiteral(R"(
import http.client, sys, time
def ask(path):
    connection = http.client.HTTPConnection('127.0.0.1', int(sys.argv[1]))
    connection.connect()
    connection.request('GET', '/')
    connection.getresponse().read()
    return connection, path
blocker, behind = ask('/block/500'), ask('/')
blocker[0].request('GET', blocker[1])
time.sleep(0.1)
behind[0].request('GET', behind[1])
begin = time.monotonic()
behind[0].getresponse().read()
print(int((time.monotonic() - begin) * 1000))
blocker[0].getresponse().read()
)"),
                                      engine.serverPort());
    QVERIFY2(said.trimmed().toInt() >= 300, said.constData()); // else there is nothing to see
    QTRY_COMPARE(engine.ended(), 4);
    const QJsonArray entries = entriesOf(engine);
    QCOMPARE(entries.size(), 4);
    const QJsonValue last = entries[3];
    QCOMPARE(QUrl(last[QStringLiteral("request")][QStringLiteral("url")].toString()).path(), QStringLiteral("/"));
    const QJsonValue timings = last[QStringLiteral("timings")];
    QVERIFY2(timings[QStringLiteral("blocked")].toDouble() >= 300,
             QJsonDocument(timings.toObject()).toJson().constData());
    QVERIFY(timings[QStringLiteral("wait")].toDouble() < 300);
    const QJsonValue blocker = entries[2][QStringLiteral("timings")];
    QVERIFY(blocker[QStringLiteral("wait")].toDouble() >= 490);
    QVERIFY(blocker[QStringLiteral("blocked")].toDouble() < 300);
}

void tst_EngineExport::saysHowManyItDoesNotHave()
{
    EngineSettings settings = engineSettings();
    settings.requestsKept = 3;
    settings.closedKept = 1;
    const ServingEngine engine(settings);
    for (int i = 0; i < 5; ++i)
        run(QStringLiteral("curl"), { QStringLiteral("-s"), engine.urlOf("/") });
    QTRY_COMPARE(engine.openConnections(), 0);
    const ExportData data = exportOf(engine);
    QCOMPARE(data.requests.size(), 3);
    QCOMPARE(data.requestsMissed, 2u);
    QCOMPARE(quint64(data.connections.size()) + data.connectionsMissed, 5u); // young ones are in snapshots
    QVERIFY(!data.connections.isEmpty());
}

void tst_EngineExport::hasEachConnectionOnce()
{
    const ServingEngine engine;
    RawClient open(engine.serverPort());
    open.send(get("/"));
    run(QStringLiteral("curl"), { QStringLiteral("-s"), engine.urlOf("/") });
    QTRY_COMPARE(engine.openConnections(), 1);
    QTRY_COMPARE(engine.ended(), 2);
    const ExportData data = exportOf(engine);
    QCOMPARE(data.connections.size(), 2);
    QCOMPARE(data.connections[0]->id, ConnectionId(1));
    QCOMPARE(data.connections[0]->state, ConnectionState::Idle);
    QCOMPARE(data.connections[1]->state, ConnectionState::Closed);
    QCOMPARE(data.connectionsMissed, 0u);
    QCOMPARE(exported(engine, "all.csv").count("\r\n"), 3);
}

void tst_EngineExport::hasNothingBeforeThereIsSomething()
{
    const HttpEngine engine(engineSettings()); // does not even listen
    QVERIFY(exportOf(engine).connections.isEmpty());
    QVERIFY(entriesOf(engine).isEmpty());
    QVERIFY(!exported(engine, "all.har").isEmpty());
}

QTEST_GUILESS_MAIN(tst_EngineExport)
#include "tst_engineexport.moc"
