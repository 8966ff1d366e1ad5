// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "export/jsonexport.h"
#include "madeexport.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Drainboard;
using namespace std::chrono_literals;

namespace {

QJsonObject exported(const ExportData &data)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(written(JsonExport::write, data), &error);
    if (error.error != QJsonParseError::NoError)
        qWarning("%ls", qUtf16Printable(error.errorString()));
    return document.object();
}

QStringList words(const char *text)
{
    return QString::fromLatin1(text).split(u' ', Qt::SkipEmptyParts);
}

} // namespace

class tst_JsonExport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hasTheKeysThatAreDocumented();
    void tellsOfAConnection();
    void tellsOfRequests();
    void tellsWhatItDoesNotKnow();
    void writesALineForEach();
};

// resources/docs/reference.md has them too: who reads such files relies on them.
void tst_JsonExport::hasTheKeysThatAreDocumented()
{
    ConnectionInfo info = madeConnection(1, ConnectionState::Closed, CloseCause::ByClient);
    info.end = ConnectionEnd();
    info.lostRequests = { { QByteArrayLiteral("GET /"), LossReason::ClientLeft } };
    ExportData data = madeExport({ info });
    data.requests = { madeLife() };
    data.processes.insert(ConnectionId(1), { 1, QStringLiteral("curl") });
    const QJsonObject file = exported(data);
    const auto keys = [](const QJsonValue &value) { return value.toObject().keys(); };
    QCOMPARE(file.keys(),
             words("connections connectionsMissed format formatVersion programVersion requests "
                   "requestsMissed runs taken takenUs"));
    QCOMPARE(keys(file[QStringLiteral("runs")][0]), words("firstConnection url"));
    const QJsonValue connection = file[QStringLiteral("connections")][0];
    QCOMPARE(keys(connection),
             words("answerOwed bytesIn bytesOut cause closeReason closed closedUs end firstByteUs halfClosed id "
                   "keepAlive keepAliveReason lastByteUs lifetimeUs lostRequests opened openedUs peer process request "
                   "requests state stateBeforeClose status unsent verdict waitedUs"));
    QCOMPARE(keys(connection[QStringLiteral("end")]),
             words("clientFin clientFinUs firstBy idleMs ourFin ourFinUs reset resetBy resetUs sign stateAtFirst "
                   "unread unsent"));
    QCOMPARE(keys(connection[QStringLiteral("process")]), words("name pid"));
    QCOMPARE(keys(connection[QStringLiteral("verdict")]), words("kind sentence word"));
    QCOMPARE(keys(connection[QStringLiteral("lostRequests")][0]), words("reason request"));
    QCOMPARE(keys(file[QStringLiteral("requests")][0]),
             words("arrived arrivedUs bytesIn bytesOut connection ended endedUs firstByteIn firstByteInUs "
                   "firstByteOut firstByteOutUs gapUs handedOn handedOnUs lineCut lossReason number outcome queueUs "
                   "request status untilEndUs untilFirstByteUs"));
}

void tst_JsonExport::tellsOfAConnection()
{
    ConnectionInfo info = madeConnection(18, ConnectionState::Closed, CloseCause::ByClient);
    info.persistence = Persistence::ClosedByVersion;
    info.bytesOut = 1ull << 40;
    info.waited = 700us;
    ConnectionEnd end;
    end.firstBy = EndSide::Client;
    end.firstSign = EndSign::Reset;
    end.resetBy = EndSide::Client;
    end.resetAt = aMoment - 1500ms;
    end.stateAtFirst = ConnectionState::Responding;
    end.unsent = 5000;
    info.end = end;
    const QJsonObject file = exported(madeExport({ info }));
    QCOMPARE(file[QStringLiteral("taken")].toString(), QStringLiteral("2026-11-28T05:44:01.123Z"));
    QCOMPARE(file[QStringLiteral("takenUs")].toInteger(), 1'795'844'641'123'456);
    const QJsonObject connection = file[QStringLiteral("connections")][0].toObject();
    QCOMPARE(connection[QStringLiteral("id")].toInteger(), 18);
    QCOMPARE(connection[QStringLiteral("state")].toString(), QStringLiteral("Closed"));
    QCOMPARE(connection[QStringLiteral("keepAlive")], QJsonValue(false));
    QCOMPARE(connection[QStringLiteral("keepAliveReason")].toString(), QStringLiteral("HTTP/1.0"));
    QCOMPARE(connection[QStringLiteral("bytesOut")].toInteger(), 1ll << 40);
    QCOMPARE(connection[QStringLiteral("waitedUs")].toInteger(), 700);
    QCOMPARE(connection[QStringLiteral("openedUs")].toInteger(), 1'795'844'581'123'456);
    QCOMPARE(connection[QStringLiteral("lifetimeUs")].toInteger(), 59'000'000);
    const QJsonObject told = connection[QStringLiteral("end")].toObject();
    QCOMPARE(told[QStringLiteral("firstBy")].toString(), QStringLiteral("client"));
    QCOMPARE(told[QStringLiteral("sign")].toString(), QStringLiteral("RST"));
    QCOMPARE(told[QStringLiteral("resetBy")].toString(), QStringLiteral("client"));
    QCOMPARE(told[QStringLiteral("reset")].toString(), QStringLiteral("2026-11-28T05:43:59.623Z"));
    QCOMPARE(told[QStringLiteral("stateAtFirst")].toString(), QStringLiteral("Responding"));
    QVERIFY(told[QStringLiteral("ourFin")].isNull());
    QVERIFY(told[QStringLiteral("idleMs")].isNull());
    QCOMPARE(connection[QStringLiteral("verdict")][QStringLiteral("kind")].toString(), QStringLiteral("ClientLeft"));
}

void tst_JsonExport::tellsOfRequests()
{
    ExportData data = madeExport({ madeConnection(1) });
    RequestLife lost = madeLife(1, 2);
    lost.outcome = RequestOutcome::Lost;
    lost.lossReason = LossReason::CameAfterFin;
    lost.status = 0;
    lost.firstByteOut.reset();
    lost.isLineCut = true;
    lost.gap = 12us;
    data.requests = { madeLife(), lost };
    data.requestsMissed = 40;
    const QJsonObject file = exported(data);
    QCOMPARE(file[QStringLiteral("requestsMissed")].toInteger(), 40);
    QCOMPARE(file[QStringLiteral("requests")].toArray().size(), 2);
    const QJsonObject first = file[QStringLiteral("requests")][0].toObject();
    QCOMPARE(first[QStringLiteral("outcome")].toString(), QStringLiteral("answered"));
    QVERIFY(first[QStringLiteral("gapUs")].isNull());
    QCOMPARE(first[QStringLiteral("queueUs")].toInteger(), 20'000);
    QCOMPARE(first[QStringLiteral("untilFirstByteUs")].toInteger(), 50'000);
    QCOMPARE(first[QStringLiteral("untilEndUs")].toInteger(), 100'000);
    QCOMPARE(first[QStringLiteral("arrived")].toString(), QStringLiteral("2026-11-28T05:43:51.128Z"));
    const QJsonObject second = file[QStringLiteral("requests")][1].toObject();
    QCOMPARE(second[QStringLiteral("outcome")].toString(), QStringLiteral("lost"));
    QCOMPARE(second[QStringLiteral("lossReason")].toString(), QStringLiteral("came after our FIN"));
    QVERIFY(second[QStringLiteral("status")].isNull());
    QVERIFY(second[QStringLiteral("firstByteOut")].isNull());
    QCOMPARE(second[QStringLiteral("lineCut")], QJsonValue(true));
    QCOMPARE(second[QStringLiteral("gapUs")].toInteger(), 12);
}

void tst_JsonExport::tellsWhatItDoesNotKnow()
{
    const QJsonObject file = exported(madeExport({ madeConnection(1) }));
    const QJsonObject connection = file[QStringLiteral("connections")][0].toObject();
    for (const char *key : { "process", "cause", "closeReason", "closed", "closedUs", "end", "status", "firstByteUs",
                             "stateBeforeClose", "keepAlive" })
        QVERIFY2(connection[QLatin1String(key)].isNull(), key);
    QCOMPARE(file[QStringLiteral("requests")].toArray().size(), 0);
    QCOMPARE(exported({})[QStringLiteral("connections")].toArray().size(), 0);
}

void tst_JsonExport::writesALineForEach()
{
    ExportData data = madeExport({ madeConnection(1), madeConnection(2) });
    data.requests = { madeLife(1), madeLife(2), madeLife(2, 2) };
    int objects = 0;
    for (QByteArray line : written(JsonExport::write, data).split('\n')) {
        if (line.endsWith(','))
            line.chop(1);
        if (line.endsWith(']'))
            line.chop(1);
        objects += QJsonDocument::fromJson(line).isObject() ? 1 : 0;
    }
    QCOMPARE(objects, 5);
}

QTEST_GUILESS_MAIN(tst_JsonExport)
#include "tst_jsonexport.moc"
