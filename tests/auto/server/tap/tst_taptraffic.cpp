// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "tappedserver.h"

#include <QRandomGenerator>

#include <thread>

using namespace Drainboard;
using namespace std::chrono_literals;

// Random traffic in both directions at the same time, in pieces of all sizes, with half-closes: what comes out is what
// went in.
class tst_TapTraffic : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void altersNothing_data();
    void altersNothing();
};

namespace {

// From \a seed alone, so that both sides know it.
QByteArray bytesOf(quint32 seed, qsizetype size)
{
    QByteArray bytes(size + 8, Qt::Uninitialized);
    QRandomGenerator random(seed);
    random.fillRange(reinterpret_cast<quint32 *>(bytes.data()), size / 4 + 1);
    bytes.truncate(size);
    return bytes;
}

// Sends all of it in pieces, and then its FIN; receives to the other side's end.
struct Talk
{
    QByteArray received;
    RawPeer::End end = RawPeer::End::None;
    bool isSent = false;

    void run(RawPeer &peer, const QByteArray &bytes, quint32 seed)
    {
        std::thread sender([&] {
            QRandomGenerator random(seed);
            isSent = true;
            for (qsizetype at = 0; at < bytes.size() && isSent;) {
                const qsizetype largest = qsizetype(1) << random.bounded(18);
                const qsizetype size = std::min<qsizetype>(bytes.size() - at, 1 + random.bounded(int(largest)));
                isSent = peer.send(bytes.mid(at, size));
                at += size;
            }
            peer.sendFin();
        });
        for (QByteArray some = peer.receiveSome(); !some.isEmpty(); some = peer.receiveSome())
            received += some;
        end = peer.end();
        sender.join();
    }
};

} // namespace

void tst_TapTraffic::altersNothing_data()
{
    QTest::addColumn<std::chrono::milliseconds>("latency");
    QTest::addColumn<int>("rounds");
    QTest::addColumn<int>("most");

    QTest::newRow("many short conversations") << 0ms << 100 << 3000;
    QTest::newRow("some long ones") << 0ms << 4 << 4'000'000;
    QTest::newRow("over a distance") << 6ms << 4 << 300'000;
}

void tst_TapTraffic::altersNothing()
{
    QFETCH(std::chrono::milliseconds, latency);
    QFETCH(int, rounds);
    QFETCH(int, most);

    TappedServer tapped(latency);
    QRandomGenerator random(1);
    for (int i = 0; i < rounds; ++i) {
        const quint32 seed = random.generate();
        const QByteArray request = bytesOf(seed, random.bounded(most));
        const QByteArray response = bytesOf(seed + 1, random.bounded(most));
        RawPeer client = RawPeer::connectedTo(tapped.engine.serverPort());
        RawPeer served = tapped.server.accept();
        QVERIFY(served.isConnected());
        Talk clients;
        Talk servers;
        std::thread behind([&] { servers.run(served, response, seed + 2); });
        clients.run(client, request, seed + 3);
        behind.join();
        QVERIFY(clients.isSent && servers.isSent);
        QCOMPARE(servers.end, RawPeer::End::Fin);
        QCOMPARE(clients.end, RawPeer::End::Fin);
        QVERIFY(servers.received == request); // not compared by QCOMPARE(), which would print megabytes
        QVERIFY(clients.received == response);
    }
}

QTEST_GUILESS_MAIN(tst_TapTraffic)

#include "tst_taptraffic.moc"
