// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "crowd/crowdrequest.h"

#include <QTest>

#include <functional>

using namespace Drainboard;

using Change = std::function<void(CrowdSettings &)>;
Q_DECLARE_METATYPE(Change)

namespace {

CrowdSettings usual()
{
    CrowdSettings settings;
    settings.port = 8080;
    return settings;
}

} // namespace

class tst_CrowdRequest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isWhatTheSettingsSay();
    void carriesABody();
    void uploadsPost();
    void isCutIntoPartsThatAreNotEmpty_data();
    void isCutIntoPartsThatAreNotEmpty();
    void isSlowByItselfOnlyWithoutAPathOfItsOwn();
    void noticesWhatCannotBe_data();
    void noticesWhatCannotBe();
};

void tst_CrowdRequest::isWhatTheSettingsSay()
{
    CrowdSettings settings = usual();
    QCOMPARE(CrowdRequest(CrowdKind::Busy, settings).bytes(),
             QByteArray("GET / HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nUser-Agent: drainboard-crowd (busy)\r\n\r\n"));
    settings.address = QHostAddress(QHostAddress::LocalHostIPv6);
    QVERIFY(CrowdRequest(CrowdKind::Busy, settings).bytes().contains("\r\nHost: [::1]:8080\r\n"));
    settings.host = "example.org";
    settings.method = "HEAD";
    settings.path = "/a?b=c";
    settings.paths[std::size_t(CrowdKind::Poll)] = "/poll";
    settings.headers = { { "Authorization", "Bearer 1" }, { "user-agent", "me" } };
    const CrowdRequest busy(CrowdKind::Busy, settings);
    QCOMPARE(
        busy.bytes(),
        QByteArray("HEAD /a?b=c HTTP/1.1\r\nHost: example.org\r\nAuthorization: Bearer 1\r\nuser-agent: me\r\n\r\n"));
    QCOMPARE(busy.line(), QByteArray("HEAD /a?b=c"));
    QVERIFY(busy.isHead());
    QCOMPARE(CrowdRequest(CrowdKind::Poll, settings).line(), QByteArray("HEAD /poll"));
}

void tst_CrowdRequest::carriesABody()
{
    CrowdSettings settings = usual();
    settings.method = "PUT";
    settings.body = "{}";
    settings.headers = { { "content-type", "application/json" }, { "Host", "own" } };
    QCOMPARE(CrowdRequest(CrowdKind::Busy, settings).bytes(),
             QByteArray("PUT / HTTP/1.1\r\nUser-Agent: drainboard-crowd (busy)\r\ncontent-type: application/json\r\n"
                        "Host: own\r\nContent-Length: 2\r\n\r\n{}"));
}

void tst_CrowdRequest::uploadsPost()
{
    CrowdSettings settings = usual();
    const CrowdRequest large(CrowdKind::Upload, settings);
    QVERIFY(large.bytes().startsWith("POST / HTTP/1.1\r\n"));
    QVERIFY(large.bytes().contains("\r\nContent-Length: 65536\r\n"));
    QVERIFY(large.bytes().endsWith("\r\n\r\n" + QByteArray(65536, 'x')));
    settings.body = "small";
    QVERIFY(CrowdRequest(CrowdKind::Upload, settings).bytes().endsWith("Content-Length: 5\r\n\r\nsmall"));
}

void tst_CrowdRequest::isCutIntoPartsThatAreNotEmpty_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("parts");
    QTest::newRow("a slow one in two") << int(CrowdKind::Slow) << QByteArray() << 2;
    QTest::newRow("a slow one in three") << int(CrowdKind::Slow) << QByteArray() << 3;
    QTest::newRow("an upload") << int(CrowdKind::Upload) << QByteArray() << 10;
    QTest::newRow("an upload of one byte") << int(CrowdKind::Upload) << QByteArray("1") << 10;
    QTest::newRow("all in one") << int(CrowdKind::Busy) << QByteArray() << 1;
}

void tst_CrowdRequest::isCutIntoPartsThatAreNotEmpty()
{
    QFETCH(int, kind);
    QFETCH(QByteArray, body);
    QFETCH(int, parts);
    CrowdSettings settings = usual();
    settings.body = body;
    const CrowdRequest request(CrowdKind(kind), settings);
    qsizetype before = 0;
    for (int part = 0; part < parts; ++part) {
        const qsizetype end = request.endOfPart(part, parts);
        QVERIFY(end > before);
        before = end;
    }
    QCOMPARE(before, request.bytes().size());
}

void tst_CrowdRequest::isSlowByItselfOnlyWithoutAPathOfItsOwn()
{
    CrowdSettings settings = usual();
    QVERIFY(CrowdRequest(CrowdKind::Slow, settings).isInParts());
    QVERIFY(CrowdRequest(CrowdKind::Upload, settings).isInParts());
    QVERIFY(!CrowdRequest(CrowdKind::Busy, settings).isInParts());
    settings.paths.fill("/delay/800");
    QVERIFY(!CrowdRequest(CrowdKind::Slow, settings).isInParts());
    QVERIFY(CrowdRequest(CrowdKind::Upload, settings).isInParts());
}

void tst_CrowdRequest::noticesWhatCannotBe_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("problem");
    const auto row = [](const char *name, const char *problem, const Change &change) {
        QTest::newRow(name) << change << QString::fromLatin1(problem);
    };
    using S = CrowdSettings &;
    row("nothing", "", [](S) {});
    row("nobody", "the crowd is empty", [](S s) { s.plan = {}; });
    row("less than nobody", "a negative number of clients", [](S s) { s.plan.counts[0] = -1; });
    row("too many", "more than 50000 clients", [](S s) { s.plan.counts[1] = 50'000; });
    row("no port", "no server is named for the crowd", [](S s) { s.port = 0; });
    row("no address", "no server is named for the crowd", [](S s) { s.address = QHostAddress(); });
    row("a negative distance", "a time is negative, or nothing", [](S s) { s.distance = std::chrono::seconds(-1); });
    row("a negative beat", "a time is negative, or nothing", [](S s) { s.beat = std::chrono::seconds(-1); });
    row("no time for requests", "a time is negative, or nothing", [](S s) { s.requestTimeout = {}; });
    row("no method", "not an HTTP method: \"\"", [](S s) { s.method = ""; });
    row("a method of two words", "not an HTTP method: \"GET /\"", [](S s) { s.method = "GET /"; });
    row("a path without a slash", "not a path that can be asked for: \"a\"", [](S s) { s.path = "a"; });
    row("a path with a space", "not a path that can be asked for: \"/a b\"", [](S s) { s.path = "/a b"; });
    row("a path with a line's end", "not a path that can be asked for: \"/a b\"", [](S s) { s.path = "/a\r\nb"; });
    row("a kind's wrong path", "not a path that can be asked for: \"b\"", [](S s) { s.paths[2] = "b"; });
    row("a host with a line's end", "not a host: \"a b\"", [](S s) { s.host = "a\r\nb"; });
    row("a header without a name", "not a header: \": a\"", [](S s) { s.headers = { { "", "a" } }; });
    row("a header with a line's end", "not a header: \"a: b c: d\"", [](S s) { s.headers = { { "a", "b\r\nc: d" } }; });
    row("a header of ours", "a header that the crowd writes itself: \"content-length\"", [](S s) {
        s.headers = { { "content-length", "1" } };
    });
    row("to hang nowhere", "clients that hang need a path that is never answered",
        [](S s) { s.plan.counts[std::size_t(CrowdKind::Hang)] = 1; });
}

void tst_CrowdRequest::noticesWhatCannotBe()
{
    QFETCH(Change, change);
    QFETCH(QString, problem);
    CrowdSettings settings = usual();
    change(settings);
    QCOMPARE(settings.problem(), problem);
}

QTEST_GUILESS_MAIN(tst_CrowdRequest)
#include "tst_crowdrequest.moc"
