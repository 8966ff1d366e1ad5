// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "programundertest.h"
#include "rawpeer.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace Drainboard;

// The program as a tap, with a server that it starts, and that somebody else wrote: Python's.
class tst_TappedProgram : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void passesOnAndStopsTheServer();
    void tellsWhatTheServerLost();
    void killsAServerThatDoesNotEnd();
    void endsWithTheServer();
    void saysWhyItCouldNotStart_data();
    void saysWhyItCouldNotStart();
    void tapsAServerThatIsThere();

private:
    QStringList command(const char *how) const
    {
        return { QStringLiteral("--"), QStringLiteral("python3"), m_folder.filePath(QStringLiteral("server.py")),
                 QString::number(m_port), QLatin1String(how) };
    }
    QStringList tap() const
    {
        return { QStringLiteral("--headless"), QStringLiteral("--tap"), QString::number(m_port) };
    }
    QJsonObject report() const
    {
        QFile file(m_folder.filePath(QStringLiteral("report.json")));
        return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
    }

    QTemporaryDir m_folder;
    quint16 m_port = 0;
};

namespace {

// Answers GET after 0 or 30 s. "stubborn" ignores SIGTERM, "brief" ends by itself once it has answered.
constexpr char serverText[] = R"(
import http.server, signal, sys, threading, time

class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    def do_GET(self):
        if self.path == "/slow":
            time.sleep(30)
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")
        if sys.argv[2] == "brief":
            threading.Timer(0.2, server.shutdown).start()
    def log_message(self, *arguments):
        pass

if sys.argv[2] == "stubborn":
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
server = http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler)
server.daemon_threads = True
print("here I am", flush=True)
server.serve_forever()
)";

QByteArray get(const QByteArray &path)
{
    return "GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n";
}

} // namespace

void tst_TappedProgram::initTestCase()
{
    QFile script(m_folder.filePath(QStringLiteral("server.py")));
    QVERIFY(script.open(QIODevice::WriteOnly));
    QVERIFY(script.write(serverText) > 0);
    m_port = RawServer().port(); // it is free again now
}

void tst_TappedProgram::passesOnAndStopsTheServer()
{
    ProgramUnderTest program;
    program.startWith(tap()
                      + QStringList { QStringLiteral("--report"), m_folder.filePath(QStringLiteral("report.json")) }
                      + command("usual"));
    QVERIFY2(program.waitUntilServing(), qPrintable(program.everythingSaid()));
    RawPeer client = RawPeer::connectedTo(program.port());
    QVERIFY(client.send(get("/")));
    QByteArray answer;
    while (!answer.endsWith("ok")) {
        const QByteArray some = client.receiveSome();
        QVERIFY2(!some.isEmpty(), answer);
        answer += some;
    }
    program.raise(SIGTERM);
    QCOMPARE(client.end(), RawPeer::End::Fin);
    QVERIFY(program.waitForExit());
    QCOMPARE(program.exitCode(), 0);
    const QStringList lines = program.outputLines();
    QVERIFY(lines.contains(QStringLiteral("server| here I am")));
    QVERIFY(lines.contains(QStringLiteral("Passing connections on to 127.0.0.1:%1").arg(m_port)));
    const QJsonObject server = report().value(QStringLiteral("server")).toObject();
    QCOMPARE(server.value(QStringLiteral("signal")).toString(), QStringLiteral("SIGTERM"));
    QCOMPARE(server.value(QStringLiteral("killed")).toBool(), false);
    QVERIFY(!RawPeer::connectedTo(m_port).isConnected()); // nothing of it is left
}

void tst_TappedProgram::tellsWhatTheServerLost()
{
    ProgramUnderTest program;
    program.startWith(tap()
                      + QStringList { QStringLiteral("--report"), m_folder.filePath(QStringLiteral("report.json")) }
                      + command("usual"));
    QVERIFY2(program.waitUntilServing(), qPrintable(program.everythingSaid()));
    RawPeer client = RawPeer::connectedTo(program.port());
    QVERIFY(client.send(get("/slow")));
    QTest::qWait(300); // until the server has it; if it does not, it is lost all the same
    program.raise(SIGTERM);
    QVERIFY(client.end() != RawPeer::End::None);
    client.close();
    QVERIFY(program.waitForExit());
    QCOMPARE(program.exitCode(), 3);
    QCOMPARE(report().value(QStringLiteral("requestsLost")).toInt(), 1);
    QCOMPARE(report().value(QStringLiteral("lostRequests"))[0][QStringLiteral("request")].toString(),
             QStringLiteral("GET /slow"));
}

void tst_TappedProgram::killsAServerThatDoesNotEnd()
{
    ProgramUnderTest program;
    program.startWith(tap() + QStringList { QStringLiteral("--force-after"), QStringLiteral("1s") }
                      + command("stubborn"));
    QVERIFY2(program.waitUntilServing(), qPrintable(program.everythingSaid()));
    program.raise(SIGTERM);
    QVERIFY(program.waitForExit());
    QCOMPARE(program.exitCode(), 1);
    QTRY_VERIFY(!RawPeer::connectedTo(m_port).isConnected());
}

void tst_TappedProgram::endsWithTheServer()
{
    ProgramUnderTest program;
    program.startWith(tap() + command("brief"));
    QVERIFY2(program.waitUntilServing(), qPrintable(program.everythingSaid()));
    RawPeer client = RawPeer::connectedTo(program.port());
    QVERIFY(client.send(get("/")));
    QVERIFY(client.end() != RawPeer::End::None);
    client.close();
    QVERIFY(program.waitForExit());
    QCOMPARE(program.exitCode(), 0);
}

void tst_TappedProgram::saysWhyItCouldNotStart_data()
{
    QTest::addColumn<QStringList>("command");
    QTest::addColumn<QString>("problem");

    const auto words = [](const char *text) { return QString::fromLatin1(text).split(u' '); };
    QTest::newRow("no such command") << words("-- /nonexistent/server")
                                     << QStringLiteral("Could not start the server: /nonexistent/server: no such file");
    QTest::newRow("it ends at once") << words("-- python3 -c pass") << QStringLiteral("ended before it listened");
    QTest::newRow("it never listens") << words("--ready-timeout 500ms -- sleep 30")
                                      << QStringLiteral("does not listen on 127.0.0.1:%1").arg(m_port);
}

void tst_TappedProgram::saysWhyItCouldNotStart()
{
    QFETCH(QStringList, command);
    QFETCH(QString, problem);
    ProgramUnderTest program;
    program.startWith(tap() + command);
    QVERIFY(program.waitForExit());
    QCOMPARE(program.exitCode(), 1);
    const QStringList errors = program.errorLines();
    QVERIFY2(!errors.isEmpty() && errors.constLast().contains(problem), qPrintable(program.everythingSaid()));
}

void tst_TappedProgram::tapsAServerThatIsThere()
{
    RawServer server;
    ProgramUnderTest program;
    program.startWith({ QStringLiteral("--headless"), QStringLiteral("--tap"), QString::number(server.port()) });
    QVERIFY2(program.waitUntilServing(), qPrintable(program.everythingSaid()));
    RawPeer client = RawPeer::connectedTo(program.port());
    RawPeer served = server.accept();
    QVERIFY(client.send("x"));
    QCOMPARE(served.receive(1), "x");
    client.close();
    served.close();
    program.raise(SIGTERM);
    QVERIFY(program.waitForExit());
    QCOMPARE(program.exitCode(), 0);
}

QTEST_GUILESS_MAIN(tst_TappedProgram)

#include "tst_tappedprogram.moc"
