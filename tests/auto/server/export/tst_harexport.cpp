// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "export/harexport.h"
#include "harcheck.h"
#include "madeexport.h"

#include <QTest>

using namespace Drainboard;
using namespace std::chrono_literals;

namespace {

QJsonObject entryOf(const ExportData &data)
{
    const QByteArray bytes = written(HarExport::write, data);
    if (const QString problem = harProblem(bytes); !problem.isEmpty())
        qWarning("%ls", qUtf16Printable(problem));
    const QJsonDocument document = QJsonDocument::fromJson(bytes);
    return document[QStringLiteral("log")][QStringLiteral("entries")][0].toObject();
}

QJsonObject entryOf(const RequestLife &life, const std::vector<ConnectionInfo> &connections = {})
{
    ExportData data = madeExport(connections);
    data.requests = { life };
    return entryOf(data);
}

double timing(const QJsonObject &entry, const char *part)
{
    return entry[QStringLiteral("timings")][QLatin1String(part)].toDouble();
}

} // namespace

class tst_HarExport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isAnArchive_data();
    void isAnArchive();
    void theCheckFindsWhatIsWrong_data();
    void theCheckFindsWhatIsWrong();
    void tellsOfAnAnswer();
    void tellsOfALoss();
    void tellsOfARefusal();
    void saysWhereALineWasCut();
    void makesUrls_data();
    void makesUrls();
    void knowsWhereEachRunListened();
    void namesTheParametersOfAQuery();
    void isInTheOrderOfArrival();
};

void tst_HarExport::isAnArchive_data()
{
    QTest::addColumn<QList<RequestLife>>("requests");

    QTest::newRow("without requests") << QList<RequestLife>();
    QTest::newRow("one") << QList { madeLife() };
    QTest::newRow("two") << QList { madeLife(), madeLife(2) };
    RequestLife nothing;
    QTest::newRow("a request of which nothing is known") << QList { nothing };
    RequestLife odd = madeLife();
    odd.firstByteOut = odd.arrivedAt - 2ms;
    QTest::newRow("answered before it had come whole") << QList { odd };
    odd = madeLife();
    odd.handedOnAt = odd.endedAt;
    QTest::newRow("never handed on") << QList { odd };
    odd = madeLife();
    odd.endedAt = odd.arrivedAt - 1ms;
    QTest::newRow("ended before it had come") << QList { odd };
    odd = madeLife();
    odd.requestLine = QByteArrayLiteral("\"\\ /\"\\");
    QTest::newRow("a line with signs that JSON escapes") << QList { odd };
}

void tst_HarExport::isAnArchive()
{
    QFETCH(QList<RequestLife>, requests);
    ExportData data = madeExport();
    data.requests = requests;
    const QByteArray bytes = written(HarExport::write, data);
    QCOMPARE(harProblem(bytes), QString());
    const QJsonDocument document = QJsonDocument::fromJson(bytes);
    QCOMPARE(document[QStringLiteral("log")][QStringLiteral("entries")].toArray().size(), requests.size());
}

void tst_HarExport::theCheckFindsWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");

    QTest::newRow("no JSON") << QByteArray("{") << QByteArray();
    QTest::newRow("no creator") << QByteArray("\"creator\"") << QByteArray("\"x\"");
    QTest::newRow("no URL") << QByteArray("\"url\"") << QByteArray("\"x\"");
    QTest::newRow("a status that is a text") << QByteArray("\"status\":200") << QByteArray("\"status\":\"200\"");
    QTest::newRow("a sum that is wrong") << QByteArray("\"time\":100") << QByteArray("\"time\":101");
    QTest::newRow("a negative wait") << QByteArray("\"wait\":30") << QByteArray("\"wait\":-1");
    QTest::newRow("a date that is none") << QByteArray("2026-11-28T") << QByteArray("2026-31-28T");
}

void tst_HarExport::theCheckFindsWhatIsWrong()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    ExportData data = madeExport();
    data.requests = { madeLife() };
    QByteArray bytes = written(HarExport::write, data);
    QVERIFY(bytes.contains(from));
    QVERIFY(!harProblem(bytes.replace(from, to)).isEmpty());
}

void tst_HarExport::tellsOfAnAnswer()
{
    const QJsonObject entry = entryOf(madeLife(18, 3));
    QCOMPARE(entry[QStringLiteral("connection")].toString(), QStringLiteral("18"));
    QCOMPARE(entry[QStringLiteral("_connectionId")].toString(), QStringLiteral("18"));
    QCOMPARE(entry[QStringLiteral("_number")].toInt(), 3);
    QCOMPARE(entry[QStringLiteral("startedDateTime")].toString(), QStringLiteral("2026-11-28T05:43:51.128Z"));
    QCOMPARE(entry[QStringLiteral("time")].toDouble(), 100.0);
    QCOMPARE(timing(entry, "blocked"), 20.0);
    QCOMPARE(timing(entry, "send"), 0.0);
    QCOMPARE(timing(entry, "wait"), 30.0);
    QCOMPARE(timing(entry, "receive"), 50.0);
    QCOMPARE(entry[QStringLiteral("_arriving")].toDouble(), 5.0);
    const QJsonObject request = entry[QStringLiteral("request")].toObject();
    QCOMPARE(request[QStringLiteral("method")].toString(), QStringLiteral("GET"));
    QCOMPARE(request[QStringLiteral("url")].toString(), QStringLiteral("http://127.0.0.1:3000/path"));
    QCOMPARE(request[QStringLiteral("bodySize")].toInt(), -1);
    const QJsonObject response = entry[QStringLiteral("response")].toObject();
    QCOMPARE(response[QStringLiteral("status")].toInt(), 200);
    QCOMPARE(response[QStringLiteral("_transferSize")].toInt(), 300);
    for (const char *key : { "_lost", "_refused", "_lineCut" })
        QVERIFY2(!entry.contains(QLatin1String(key)), key);
}

void tst_HarExport::tellsOfALoss()
{
    RequestLife life = madeLife();
    life.outcome = RequestOutcome::Lost;
    life.lossReason = LossReason::ClientLeft;
    const QJsonObject begun = entryOf(life);
    QCOMPARE(begun[QStringLiteral("response")][QStringLiteral("status")].toInt(-1), 0);
    QCOMPARE(begun[QStringLiteral("response")][QStringLiteral("_statusBegun")].toInt(), 200);
    QCOMPARE(begun[QStringLiteral("_lost")].toString(), QStringLiteral("the client left"));
    life.status = 0;
    life.firstByteOut.reset();
    const QJsonObject none = entryOf(life);
    QVERIFY(!none[QStringLiteral("response")].toObject().contains(QStringLiteral("_statusBegun")));
    QCOMPARE(timing(none, "wait"), 80.0);
    QCOMPARE(timing(none, "receive"), 0.0);
}

void tst_HarExport::tellsOfARefusal()
{
    RequestLife life = madeLife();
    life.outcome = RequestOutcome::Refused;
    life.status = 400;
    ConnectionInfo info = madeConnection(1, ConnectionState::Closed, CloseCause::Rejected);
    info.closeReason = QByteArrayLiteral("400 Bad Request");
    const QJsonObject entry = entryOf(life, { info });
    QCOMPARE(entry[QStringLiteral("response")][QStringLiteral("status")].toInt(), 400);
    QCOMPARE(entry[QStringLiteral("_refused")].toString(), QStringLiteral("400 Bad Request"));
    QCOMPARE(entryOf(life)[QStringLiteral("_refused")].toString(), QStringLiteral("refused"));
}

void tst_HarExport::saysWhereALineWasCut()
{
    RequestLife life = madeLife();
    life.isLineCut = true;
    QCOMPARE(entryOf(life)[QStringLiteral("_lineCut")], QJsonValue(true));
}

void tst_HarExport::makesUrls_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("url");

    const auto row = [](const char *name, const char *line, const char *url) {
        QTest::newRow(name) << QByteArray(line) << QByteArray(url);
    };
    row("a path", "GET /a/b", "http://[::1]:3000/a/b");
    row("a query", "GET /a?b=c&d", "http://[::1]:3000/a?b=c&d");
    row("two slashes, which are no host", "GET //evil/a", "http://[::1]:3000//evil/a");
    row("a whole URL", "GET http://example.org/a", "http://example.org/a");
    row("options of all", "OPTIONS *", "http://[::1]:3000/*");
    row("an authority", "CONNECT example.org:443", "http://[::1]:3000/example.org:443");
    row("a percent sign alone", "GET /100%", "http://[::1]:3000/100%25");
    row("an escape that was cut", "GET /a%2", "http://[::1]:3000/a%252");
    row("a quote", "GET /\"", "http://[::1]:3000/%22");
    row("only a method", "GET", "http://[::1]:3000/");
    row("nothing", "", "http://[::1]:3000/");
    row("a whole URL that is none", "GET http://[", "http://[::1]:3000/");
}

void tst_HarExport::makesUrls()
{
    QFETCH(QByteArray, line);
    QTEST(HarExport::url(QUrl(QStringLiteral("http://[::1]:3000/")), line).toEncoded(), "url");
}

void tst_HarExport::knowsWhereEachRunListened()
{
    ExportData data = madeExport();
    data.urls.insert(ConnectionId(10), QUrl(QStringLiteral("http://127.0.0.1:4000/")));
    data.requests = { madeLife(9) };
    const auto url = [&] { return entryOf(data)[QStringLiteral("request")][QStringLiteral("url")].toString(); };
    QCOMPARE(url(), QStringLiteral("http://127.0.0.1:3000/path"));
    data.requests = { madeLife(10) };
    QCOMPARE(url(), QStringLiteral("http://127.0.0.1:4000/path"));
    data.requests = { madeLife(99) };
    QCOMPARE(url(), QStringLiteral("http://127.0.0.1:4000/path"));
}

void tst_HarExport::namesTheParametersOfAQuery()
{
    RequestLife life = madeLife();
    life.requestLine = QByteArrayLiteral("GET /?a=b%20c+d&e&f=g=h");
    const QJsonArray query = entryOf(life)[QStringLiteral("request")][QStringLiteral("queryString")].toArray();
    const auto pair = [](const char *name, const char *value) {
        return QJsonObject { { QStringLiteral("name"), QLatin1String(name) },
                             { QStringLiteral("value"), QLatin1String(value) } };
    };
    QCOMPARE(query, QJsonArray({ pair("a", "b c d"), pair("e", ""), pair("f", "g=h") }));
}

void tst_HarExport::isInTheOrderOfArrival()
{
    ExportData data = madeExport();
    RequestLife early = madeLife(2);
    early.arrivedAt -= 1s;
    data.requests = { madeLife(1), early };
    QCOMPARE(entryOf(data)[QStringLiteral("connection")].toString(), QStringLiteral("2"));
}

QTEST_GUILESS_MAIN(tst_HarExport)
#include "tst_harexport.moc"
