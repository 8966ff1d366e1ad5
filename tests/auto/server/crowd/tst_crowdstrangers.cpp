// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "crowd/crowd.h"
#include "tracking/httpcompat.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTest>

using namespace Drainboard;

namespace {

CrowdSettings settingsFor(quint16 port, const QString &plan)
{
    CrowdSettings settings;
    settings.port = port;
    settings.plan = CrowdPlan::parse(plan).plan.value_or(CrowdPlan());
    return settings;
}

} // namespace

// The crowd before servers that nobody here wrote.
class tst_CrowdStrangers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void plainQHttpServer();
    void pythonsServer_data();
    void pythonsServer();
};

void tst_CrowdStrangers::plainQHttpServer()
{
    QHttpServer http;
    http.route(QStringLiteral("/"), [] { return "here"; });
    auto *tcp = new QTcpServer(&http);
    QVERIFY(tcp->listen(QHostAddress::LocalHost));
    QVERIFY(HttpCompat::bind(http, tcp));
    CrowdSettings settings = settingsFor(tcp->serverPort(), QStringLiteral("idle=2,busy=4,slow=2,preconnect=1"));
    Crowd crowd(settings);
    QVERIFY(crowd.start());
    QTRY_VERIFY(crowd.result().of(CrowdKind::Slow).answered >= 2 && crowd.result().of(CrowdKind::Busy).answered >= 20);
    crowd.stop();
    QTRY_VERIFY(crowd.isFinished());
    QCOMPARE(crowd.result().total().lost(), 0);
    QCOMPARE(crowd.result().total().connections, 9);
}

void tst_CrowdStrangers::pythonsServer_data()
{
    QTest::addColumn<QString>("protocol");
    QTest::newRow("in the old version") << "HTTP/1.0";
    QTest::newRow("keep-alive") << "HTTP/1.1";
}

void tst_CrowdStrangers::pythonsServer()
{
    QFETCH(QString, protocol);
    const QString python = QStandardPaths::findExecutable(QStringLiteral("python3"));
    if (python.isEmpty())
        QSKIP("there is no python3");
    const QString program = QStringLiteral("import http.server as s\n"
                                           "h = s.SimpleHTTPRequestHandler\n"
                                           "h.protocol_version = '%1'\n"
                                           "h.log_message = lambda *a: None\n"
                                           "t = s.ThreadingHTTPServer(('127.0.0.1', 0), h)\n"
                                           "print(t.server_port, flush=True)\n"
                                           "t.serve_forever()\n")
                                .arg(protocol);
    QProcess server;
    server.setWorkingDirectory(QStringLiteral(QT_TESTCASE_SOURCEDIR));
    server.start(python, { QStringLiteral("-c"), program });
    QTRY_VERIFY(server.canReadLine());
    const auto port = quint16(server.readLine().trimmed().toUInt());
    Crowd crowd(settingsFor(port, QStringLiteral("idle=2,busy=4,slow=2,upload=1,preconnect=1")));
    QVERIFY2(crowd.start(), qPrintable(crowd.errorString()));
    QTRY_VERIFY(crowd.result().of(CrowdKind::Slow).answered >= 2 && crowd.result().of(CrowdKind::Busy).answered >= 20
                && crowd.result().of(CrowdKind::Upload).answered > 0);
    const CrowdFigures before = crowd.result().total();
    QCOMPARE(before.lost(), 0);
    QCOMPARE(before.failed, crowd.result().of(CrowdKind::Upload).answered); // 501: it knows no POST
    crowd.expectEnd();
    server.terminate(); // at once, whatever it is doing
    QTRY_VERIFY(crowd.isFinished());
    QTRY_COMPARE(server.state(), QProcess::NotRunning);
    QVERIFY(crowd.result().total().lost() > 0); // the slow ones
}

QTEST_GUILESS_MAIN(tst_CrowdStrangers)
#include "tst_crowdstrangers.moc"
