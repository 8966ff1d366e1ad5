// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "script.h"
#include "tappedserver.h"

#include <QDirIterator>

#include <thread>

using namespace Drainboard;

// The conversations that the fuzzers have found to be worth keeping: what no server should take, and what few take in
// the same way. A tap passes them on all the same.
class tst_TapCorpus : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void passesOnWhatever_data();
    void passesOnWhatever();
};

namespace {

// In pieces of \a sizes, over and over; a size of 0 is all that is left. Then FIN.
bool sendInPieces(RawPeer &peer, const QByteArray &bytes, const QByteArray &sizes)
{
    qsizetype at = 0;
    for (qsizetype i = 0; at < bytes.size(); ++i) {
        const qsizetype wanted = sizes.isEmpty() ? 0 : quint8(sizes.at(i % sizes.size()));
        const QByteArray piece = wanted == 0 ? bytes.sliced(at) : bytes.mid(at, wanted);
        if (!peer.send(piece))
            return false;
        at += piece.size();
    }
    peer.sendFin();
    return true;
}

QByteArray receiveAll(RawPeer &peer)
{
    QByteArray all;
    for (QByteArray some = peer.receiveSome(); !some.isEmpty(); some = peer.receiveSome())
        all += some;
    return all;
}

} // namespace

void tst_TapCorpus::passesOnWhatever_data()
{
    QTest::addColumn<QByteArray>("requests");
    QTest::addColumn<QByteArray>("responses");
    QTest::addColumn<QByteArray>("pieceSizes");

    QDirIterator files(QStringLiteral(CORPUS), QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
        const QByteArray bytes = file.readAll();
        const QString fuzzer = files.fileInfo().dir().dirName();
        QTestData &row = QTest::addRow("%s/%s", qPrintable(fuzzer), qPrintable(files.fileName()));
        if (fuzzer == QStringLiteral("fuzz_httpexchange")) {
            const Script script(bytes);
            row << script.requests << script.responses.join() << script.pieceSizes;
        } else {
            row << bytes << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok") << QByteArray();
        }
    }
}

void tst_TapCorpus::passesOnWhatever()
{
    QFETCH(QByteArray, requests);
    QFETCH(QByteArray, responses);
    QFETCH(QByteArray, pieceSizes);

    TappedServer tapped;
    auto [client, served] = tapped.connect();
    QVERIFY(client.isConnected() && served.isConnected());
    bool isAnswered = false;
    std::thread behind([&, &peer = served] { isAnswered = sendInPieces(peer, responses, pieceSizes); });
    const bool isSent = sendInPieces(client, requests, pieceSizes);
    behind.join();
    QVERIFY(isSent && isAnswered);
    QCOMPARE(receiveAll(served).toPercentEncoding(), requests.toPercentEncoding());
    QCOMPARE(receiveAll(client).toPercentEncoding(), responses.toPercentEncoding());
    QCOMPARE(served.end(), RawPeer::End::Fin);
    QCOMPARE(client.end(), RawPeer::End::Fin);
    QTRY_VERIFY(tapped.isClosed());
    QCOMPARE(tapped.last().bytesIn, quint64(requests.size()));
    QCOMPARE(tapped.last().bytesOut, quint64(responses.size()));
}

QTEST_GUILESS_MAIN(tst_TapCorpus)

#include "tst_tapcorpus.moc"
