// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "history/packedlife.h"

#include <QTest>

using namespace Drainboard;
using namespace std::chrono_literals;

using Change = void (*)(RequestLife &);
Q_DECLARE_METATYPE(Change)

class tst_PackedLife : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isTheSameWhenUnpacked_data();
    void isTheSameWhenUnpacked();
    void sharesTheLineBefore();
    void cutsALongLine_data();
    void cutsALongLine();
    void roundsWhatIsLarge_data();
    void roundsWhatIsLarge();
};

namespace {

RequestLife answered()
{
    const SteadyTime end(std::chrono::hours(1000) + 5ns);
    RequestLife life;
    life.connection = ConnectionId(7);
    life.number = 3;
    life.status = 200;
    life.requestLine = "GET /";
    life.bytesIn = 100;
    life.bytesOut = 200;
    life.gap = 0us;
    life.firstByteIn = end - 40us;
    life.arrivedAt = end - 30us;
    life.handedOnAt = end - 20us;
    life.firstByteOut = end - 10us;
    life.endedAt = end;
    return life;
}

} // namespace

void tst_PackedLife::isTheSameWhenUnpacked_data()
{
    QTest::addColumn<Change>("change");
    const auto row = [](const char *name, Change change) { QTest::newRow(name) << change; };
    row("answered", [](RequestLife &) {});
    row("nothing known", [](RequestLife &life) { life = RequestLife(); });
    row("refused", [](RequestLife &life) {
        life.outcome = RequestOutcome::Refused;
        life.status = 431;
        life.requestLine = QByteArray();
    });
    row("lost, the client left", [](RequestLife &life) {
        life.outcome = RequestOutcome::Lost;
        life.lossReason = LossReason::ClientLeft;
        life.firstByteOut.reset();
    });
    row("lost, left open", [](RequestLife &life) {
        life.outcome = RequestOutcome::Lost;
        life.lossReason = LossReason::LeftOpen;
    });
    row("the first on its connection", [](RequestLife &life) { life.gap.reset(); });
    row("after a long pause", [](RequestLife &life) { life.gap = 130s; });
    row("the largest status", [](RequestLife &life) { life.status = 999; });
    row("a high id", [](RequestLife &life) { life.connection = ConnectionId(1'099'511'627'775); });
    row("a high number", [](RequestLife &life) { life.number = 4'294'967'295; });
    row("a line of 40 bytes", [](RequestLife &life) { life.requestLine = QByteArray(40, 'x'); });
    row("100 MB", [](RequestLife &life) { life.bytesOut = 100'000'000; });
    row("it took two minutes", [](RequestLife &life) { life.firstByteIn = life.endedAt - 2min; });
}

void tst_PackedLife::isTheSameWhenUnpacked()
{
    QFETCH(Change, change);
    RequestLife life = answered();
    change(life);
    QVERIFY(PackedLife(life).unpacked() == life);
}

void tst_PackedLife::sharesTheLineBefore()
{
    const PackedLife life(answered());
    const QByteArray same("GET /");
    QCOMPARE(life.unpacked(same).requestLine.constData(), same.constData());
    QCOMPARE(life.unpacked("GET /other").requestLine, same);
    QCOMPARE(life.unpacked("GET").requestLine, same);
}

void tst_PackedLife::cutsALongLine_data()
{
    QTest::addColumn<int>("size");
    QTest::addColumn<bool>("isCut");
    QTest::newRow("as long as can be") << 40 << false;
    QTest::newRow("a byte more") << 41 << true;
    QTest::newRow("as long as a connection has it") << 80 << true;
}

void tst_PackedLife::cutsALongLine()
{
    QFETCH(int, size);
    QFETCH(bool, isCut);
    RequestLife life = answered();
    life.requestLine = QByteArray(40, 'x') + QByteArray(size - 40, 'y');
    const RequestLife unpacked = PackedLife(life).unpacked();
    QCOMPARE(unpacked.requestLine, QByteArray(40, 'x'));
    QCOMPARE(unpacked.isLineCut, isCut);
}

void tst_PackedLife::roundsWhatIsLarge_data()
{
    QTest::addColumn<quint64>("bytes");
    QTest::addColumn<quint64>("least");
    QTest::newRow("the last exact number") << quint64(134'217'727) << quint64(134'217'727);
    QTest::newRow("the first rounded one") << quint64(134'217'729) << quint64(134'217'728);
    QTest::newRow("5 GB") << quint64(5'000'000'123) << quint64(5'000'000'064);
    QTest::newRow("a petabyte") << quint64(1'000'000'000'000'000) << quint64(999'999'990'000'000);
}

void tst_PackedLife::roundsWhatIsLarge()
{
    QFETCH(quint64, bytes);
    QFETCH(quint64, least);
    RequestLife life = answered();
    life.bytesOut = bytes;
    life.firstByteIn = life.endedAt - std::chrono::microseconds(bytes % 10'000'000'000); // the clock began later
    const RequestLife unpacked = PackedLife(life).unpacked();
    QVERIFY(unpacked.bytesOut <= bytes);
    QVERIFY(unpacked.bytesOut >= least);
    QVERIFY(unpacked.firstByteIn - life.firstByteIn < 100us);
    QVERIFY(unpacked.firstByteIn >= life.firstByteIn);
}

QTEST_APPLESS_MAIN(tst_PackedLife)
#include "tst_packedlife.moc"
