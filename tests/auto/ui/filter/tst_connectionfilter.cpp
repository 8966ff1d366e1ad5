// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "filter/connectionfilter.h"
#include "madeconnections.h"

#include <QTest>

#include <ctime>

using namespace Drainboard;
using namespace std::chrono_literals;

using Ids = QList<int>;

class TestConnectionFilter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void matches_data();
    void matches();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void anErrorNamesWhatWasTyped();
    void termsKnowWhereTheyStand();
    void knowsWhetherTimeMatters();
    void manyConnectionsTakeLittleTime();

private:
    std::vector<ConnectionInfo> m_connections;
    ClientProcesses m_processes;
};

// 1 idle and quick, 2 answers slowly, 3 refused, 4 has not sent anything, 5 lost a request by a RST of the client,
// 6 waits for its worker.
void TestConnectionFilter::initTestCase()
{
    ConnectionInfo one = madeConnection(1, ConnectionState::Idle);
    one.peer = QStringLiteral("127.0.0.1:35404");
    one.requests = 20;
    one.requestLine = "GET /delay/300?x=1";
    one.status = 200;
    one.stateSince = aMoment - 20s;
    one.lastByteAfter = 2ms;
    ConnectionInfo two = madeConnection(2, ConnectionState::Responding);
    two.peer = QStringLiteral("127.0.0.12:40400");
    two.requests = 3;
    two.requestLine = "POST /upload, please";
    two.stateSince = aMoment - 700ms;
    ConnectionInfo three = madeConnection(3, ConnectionState::Closed, CloseCause::Rejected);
    three.peer = QStringLiteral("10.0.0.7:60000");
    three.requests = 1;
    three.requestLine = "GET /";
    three.status = 404;
    three.closeReason = "400 Bad Request";
    three.bytesIn = 60;
    three.end = ConnectionEnd { .firstBy = EndSide::Server, .firstSign = EndSign::Fin };
    ConnectionInfo four = madeConnection(4, ConnectionState::New);
    four.peer = QStringLiteral("[::1]:8080");
    four.requests = 0;
    four.requestLine.clear();
    four.stateSince = aMoment - 5s;
    two.peerFinished = true;
    two.unsent = 100;
    ConnectionInfo five = madeConnection(5, ConnectionState::Closed, CloseCause::ByClient);
    five.peer = QStringLiteral("192.168.1.20:50001");
    five.requests = 7;
    five.requestLine = "GET /delayed";
    five.status = 503;
    five.bytesIn = 100;
    five.lastByteAfter = 4s;
    five.lostRequests = { { "GET /delayed", LossReason::ClientLeft } };
    five.end = ConnectionEnd { .firstBy = EndSide::Client, .firstSign = EndSign::Reset, .resetBy = EndSide::Client };
    ConnectionInfo six = madeConnection(6, ConnectionState::Waiting);
    six.peer = QStringLiteral("[fe80::2]:50002");
    six.requests = 0;
    six.requestLine.clear();
    six.openedAt = aMoment - 4s;
    m_connections = { one, two, three, four, five, six };
    m_processes = { { ConnectionId(1), { .pid = 4711, .name = QStringLiteral("node") } },
                    { ConnectionId(2), { .pid = 404, .name = QStringLiteral("curl") } } };
}

void TestConnectionFilter::matches_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<Ids>("shown");
    const auto row = [](const char *line, const Ids &shown) {
        QTest::newRow(line) << QString::fromUtf8(line) << shown;
    };
    const Ids all { 1, 2, 3, 4, 5, 6 };
    row("", all);
    row("   ", all);
    row("status:404", { 3 });
    row("status:404,503", { 3, 5 });
    row("status:2xx", { 1 });
    row("status:4XX,5xx", { 3, 5 });
    row("status:>=400", { 3, 5 });
    row("status>=404", { 3, 5 });
    row("status>404", { 5 });
    row("status<404", { 1 });
    row("status<=404", { 1, 3 });
    row("status=404", { 3 });
    row("-status:404", { 1, 2, 4, 5, 6 });
    row("state:closed", { 3, 5 });
    row("-state:closed", { 1, 2, 4, 6 });
    row("state:open", { 1, 2, 4, 6 });
    row("state:idle,new", { 1, 4 });
    row("State:BUSY", { 2 });
    row("state:waiting", { 6 });
    row("idle>10s", { 1 });
    row("idle>4.5s", { 1, 4 });
    row("idle<10s", { 4 });
    row("idle:>10s", { 1 });
    row("idle>=5s", { 1, 4 });
    row("idle<=5000ms", { 4 });
    row("idle>1m", {});
    row("-idle>10s", { 2, 3, 4, 5, 6 });
    row("slow>100ms", { 2, 5, 6 });
    row("slow>1s", { 5, 6 });
    row("slow<100ms", { 1 });
    row("requests>10", { 1 });
    row("requests:0", { 4, 6 });
    row("requests>=3 requests<=7", { 2, 5 });
    row("requests:1,3", { 2, 3 });
    row("peer:127.0.0.1", { 1 });
    row("peer:127.0.0", { 1, 2 });
    row("peer:127", { 1, 2 });
    row("peer:12", {});
    row("peer:127.0.0.1:35404", { 1 });
    row("peer:127.0.0.1:354", {});
    row("peer:35404", { 1 });
    row("peer::8080", { 4 });
    row("peer:8080", { 4 });
    row("peer:::1", { 4 });
    row("peer:[::1]", { 4 });
    row("peer:fe80", { 6 });
    row("peer:FE80::2", { 6 });
    row("peer:10.0.0.7,192.168", { 3, 5 });
    row("process:node", { 1 });
    row("process:4711", { 1 });
    row("process:471", {});
    row("process:NODE,curl", { 1, 2 });
    row("-process:node", { 2, 3, 4, 5, 6 });
    row("route:/delay", { 1 });
    row("route:/delay/300", { 1 });
    row("route:/delay/", { 1 });
    row("route:/del", {});
    row("route:/", { 3 });
    row("route:/upload", {}); // "/upload," is another word
    row("route:/delay,/delayed", { 1, 5 });
    row("lost", { 5 });
    row("-lost", { 1, 2, 3, 4, 6 });
    row("\"lost\"", {});
    row("end:rst", { 5 });
    row("end:fin", { 3 });
    row("end:refused", { 3 });
    row("end:client", { 5 });
    row("end:server", { 3 });
    row("end:timeout", {});
    row("end:fin,rst", { 3, 5 });
    row("end:waited", { 6 });
    row("end:client-left", { 5 });
    row("end:cut", {});
    row("end:half-closed", { 2 });
    row("end:not-reading", { 2 });
    row("end:no-reuse", {}); // #3 was refused
    row("#3", { 3 });
    row("#3,5", { 3, 5 });
    row("#>4", { 5, 6 });
    row("id:2", { 2 });
    row("-#3", { 1, 2, 4, 5, 6 });
    row("delay", { 1, 5 });
    row("DELAY", { 1, 5 });
    row("bad", { 3 });
    row("404", { 3 }); // a status, but no port and no process
    row("35404", {});
    row(":35404", { 1 });
    row(":354", {});
    row("127.0.0.1", { 1 });
    row("7.0.0.1", {});
    row("[::1]", { 4 });
    row("node", { 1 });
    row("\"POST /upload, please\"", { 2 });
    row("\"upload, p\"", { 2 });
    row("upload,", { 2 });
    row("-delay", { 2, 3, 4, 6 });
    row("-\"GET /\"", { 2, 4, 6 });
    row("state:closed lost", { 5 });
    row("  state:closed   -lost  ", { 3 });
    row("status:404 status:503", {});
    row("no-such-thing", {});
    row("route:\"/delay\",\"/\"", { 1, 3 });
}

void TestConnectionFilter::matches()
{
    QFETCH(QString, line);
    const ConnectionFilter::Result result = ConnectionFilter::parse(line);
    QVERIFY2(result.isValid(), qPrintable(result.error.text));
    Ids shown;
    for (const ConnectionInfo &connection : m_connections) {
        const auto process = m_processes.constFind(connection.id);
        const FilterSubject subject { .connection = connection,
                                      .now = aMoment,
                                      .process = process == m_processes.constEnd() ? nullptr : &*process };
        if (result.filter.matches(subject))
            shown += static_cast<int>(connection.id);
    }
    QTEST(shown, "shown");
}

void TestConnectionFilter::saysWhatIsWrong_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<int>("position");
    QTest::addColumn<int>("length");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *line, int position, int length, const char *says) {
        QTest::newRow(line) << QString::fromUtf8(line) << position << length << QString::fromUtf8(says);
    };
    for (const char *line :
         { "status:", "status:,404", "status:404,", "status:abc", "status:4x", "status:6xx", "status:99", "status:1000",
           "status:>", "status:>4xx", "status:-404", "status>", "status:999999999999999999999" })
        row(line, -1, -1, "needs a status");
    row("idle>", 0, 5, "“idle>” needs a length of time, as in idle>10s");
    row("idle>10", 5, 2, "“idle>10” needs a length of time");
    row("idle>s", 5, 1, "needs a length of time");
    row("idle>10x", 5, 3, "needs a length of time");
    row("idle>-10s", 5, 4, "needs a length of time");
    row("idle>1e3s", 5, 4, "needs a length of time");
    row("idle>9999999999s", 5, 11, "needs a length of time");
    row("idle:10s", 5, 3, "“idle” needs < or >, as in idle>10s");
    row("idle=10s", 5, 3, "needs < or >");
    row("slow:100ms", 5, 5, "“slow” needs < or >, as in slow>100ms");
    row("slow>", 0, 5, "as in slow>100ms");
    row("slow<0ms", 5, 3, "Nothing is less than 0");
    row("requests>", 0, 9, "“requests>” needs a number");
    row("requests>ten", 9, 3, "needs a number");
    row("requests>10s", 9, 3, "needs a number");
    row("requests<0", 9, 1, "Nothing is less than 0");
    row("requests:1,x", 11, 1, "needs a number");
    row("state:", 0, 6, "needs one of: open, busy");
    row("state:sleeping", 6, 8, "“state:sleeping” needs one of");
    row("state:idle,", -1, -1, "needs one of");
    row("state>idle", 5, 1, "“state” takes a colon, as in state:idle");
    row("peer>127.0.0.1", 4, 1, "takes a colon");
    row("peer:", 0, 5, "needs something behind it, as in peer:127.0.0.1");
    row("peer:a,,b", -1, -1, "needs something behind it");
    row("process:", 0, 8, "as in process:node");
    row("route:", 0, 6, "as in route:/path");
    row("end:", 0, 4, "needs one of: fin, rst");
    row("end:gone", 4, 4, "needs one of");
    row("lost:yes", 0, 5, "“lost” stands alone");
    row("#", 0, 1, "needs a number, as in #18");
    row("#x", 1, 1, "needs a number");
    row("#-1", 1, 2, "needs a number");
    row("stauts:404", 0, 6, "“stauts” is no key");
    row("http://x", 0, 4, "Text with a colon stands in quotes");
    row("-", 0, 1, "“-” needs something behind it");
    row("lost - lost", 5, 1, "“-” needs something behind it");
    row("\"GET /", 0, 6, "A quote is missing");
    row("\"", 0, 1, "A quote is missing");
    row("\"\"", 0, 2, "nothing between the quotes");
    row("\"a\"b", 3, 1, "A space is missing");
    row("route:\"/a", 6, 3, "A quote is missing");
    row("route:\"/a\"b", 10, 1, "A space is missing");
    row("lost idle>", 5, 5, "needs a length of time");
    row("-idle>", 0, 6, "needs a length of time");
}

void TestConnectionFilter::saysWhatIsWrong()
{
    QFETCH(QString, line);
    QFETCH(int, position);
    QFETCH(int, length);
    QFETCH(QString, says);
    const ConnectionFilter::Result result = ConnectionFilter::parse(line);
    QVERIFY(!result.isValid());
    QVERIFY(result.filter.isEmpty());
    QVERIFY2(result.error.text.contains(says), qPrintable(result.error.text));
    if (position >= 0) {
        QCOMPARE(int(result.error.position), position);
        QCOMPARE(int(result.error.length), length);
    }
    QVERIFY(result.error.length > 0);
    QVERIFY(result.error.position + result.error.length <= line.size());
}

void TestConnectionFilter::anErrorNamesWhatWasTyped()
{
    QCOMPARE(ConnectionFilter::parse(QStringLiteral("status:4xx,teapot")).error.text,
             QStringLiteral("“status:4xx,teapot” needs a status, as in status:404, status:4xx or status:>=400"));
}

void TestConnectionFilter::termsKnowWhereTheyStand()
{
    const QString line = QStringLiteral(" lost  -route:\"/a b\" x");
    const ConnectionFilter filter = ConnectionFilter::parse(line).filter;
    QStringList terms;
    for (const FilterTerm &term : filter.terms())
        terms += line.mid(term.position, term.length);
    QCOMPARE(terms, (QStringList { QStringLiteral("lost"), QStringLiteral("-route:\"/a b\""), QStringLiteral("x") }));
}

void TestConnectionFilter::knowsWhetherTimeMatters()
{
    QVERIFY(!ConnectionFilter::parse(QStringLiteral("lost state:idle")).filter.dependsOnTime());
    QVERIFY(ConnectionFilter::parse(QStringLiteral("lost idle>1s")).filter.dependsOnTime());
    QVERIFY(ConnectionFilter::parse(QStringLiteral("-slow>1s")).filter.dependsOnTime());
    QVERIFY(ConnectionFilter::parse(QStringLiteral("process:node")).filter.asksForProcess());
    QVERIFY(!ConnectionFilter::parse(QStringLiteral("#1")).filter.asksForProcess());
}

void TestConnectionFilter::manyConnectionsTakeLittleTime()
{
    std::vector<ConnectionInfo> connections;
    for (quint64 id = 1; id <= 20'000; ++id) {
        connections.push_back(m_connections[id % m_connections.size()]);
        connections.back().id = ConnectionId(id);
    }
    for (const char *line : { "status:404", "127.0.0.1", "no-such-thing",
                              "-state:closed idle>1s slow<1s peer:127.0.0.1 route:/delay delay requests>1 -lost" }) {
        const ConnectionFilter filter = ConnectionFilter::parse(QString::fromLatin1(line)).filter;
        const std::clock_t begin = std::clock(); // of this process: others do not count
        const auto count = std::ranges::count_if(connections, [&](const ConnectionInfo &connection) {
            return filter.matches({ .connection = connection, .now = aMoment });
        });
        const double took = 1000.0 * double(std::clock() - begin) / CLOCKS_PER_SEC;
        qInfo("%s: %lld of %zu in %.2f ms", line, qint64 { count }, connections.size(), took);
        QVERIFY2(took < 1000, "a second is no user's idea of at once");
    }
}

QTEST_GUILESS_MAIN(TestConnectionFilter)
#include "tst_connectionfilter.moc"
