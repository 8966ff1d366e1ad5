// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "tracking/websocketstream.h"

#include <QTest>

using namespace Drainboard;

class tst_WebSocketStream : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isReadInPieces();
    void keepsNothingForAReaderThatIsGone();
    void saysGoodByeBetweenTwoFrames_data();
    void saysGoodByeBetweenTwoFrames();
    void saysGoodByeOnce();
    void sendsNothingBehindAClose();
    void knowsItsNextStep_data();
    void knowsItsNextStep();
};

namespace {

const QByteArray hello = "\x81\x05hello";
const QByteArray normalClose("\x88\x02\x03\xe8", 4);
const QByteArray goingAway("\x88\x02\x03\xe9", 4);

using Policy = Farewell::Policy;
using Step = Farewell::Step;

} // namespace

void tst_WebSocketStream::isReadInPieces()
{
    WebSocketStream stream;
    QVERIFY(!stream.takeNews());
    QByteArray sent;
    QByteArray got;
    for (int i = 0; i < 1000; ++i) {
        const QByteArray piece(300 + i, char('a' + i % 26));
        sent += piece;
        stream.receive(piece, false);
        QVERIFY(stream.takeNews());
        QVERIFY(!stream.takeNews());
        QByteArray part(257, Qt::Uninitialized);
        part.truncate(stream.read(part.data(), part.size()));
        got += part;
        QCOMPARE(stream.unread(), sent.size() - got.size());
    }
    QVERIFY(!stream.hasLine());
    stream.receive("\n", false);
    QVERIFY(stream.hasLine());
    QByteArray rest(stream.unread() + 10, Qt::Uninitialized);
    rest.truncate(stream.read(rest.data(), rest.size()));
    QCOMPARE(got + rest, sent + '\n');
    QCOMPARE(stream.unread(), 0);
    QVERIFY(!stream.hasLine());
}

void tst_WebSocketStream::keepsNothingForAReaderThatIsGone()
{
    WebSocketStream stream;
    QByteArray out;
    stream.write(normalClose, out);
    stream.receive(normalClose, true);
    QVERIFY(!stream.takeNews());
    QCOMPARE(stream.unread(), 0);
    QVERIFY(stream.isClosedInOrder()); // though nobody has read it
    QVERIFY(!stream.isToldToGo());
}

void tst_WebSocketStream::saysGoodByeBetweenTwoFrames_data()
{
    QTest::addColumn<qsizetype>("written");
    for (qsizetype written = 0; written <= hello.size(); ++written)
        QTest::addRow("with %d bytes of a frame written", int(written)) << written;
}

void tst_WebSocketStream::saysGoodByeBetweenTwoFrames()
{
    QFETCH(qsizetype, written);
    WebSocketStream stream;
    QByteArray out;
    stream.write(hello + hello.first(written), out);
    stream.goAway(out);
    const bool isBetween = written == 0 || written == hello.size();
    QCOMPARE(stream.isToldToGo(), isBetween);
    stream.write(hello.sliced(written), out);
    QCOMPARE(out, written == 0 ? hello + goingAway : hello + hello + goingAway);
    QVERIFY(stream.isToldToGo());
    QVERIFY(!stream.isClosedInOrder());
    stream.receive(normalClose, false);
    QVERIFY(stream.isClosedInOrder());
}

void tst_WebSocketStream::saysGoodByeOnce()
{
    WebSocketStream stream;
    QByteArray out;
    stream.goAway(out);
    stream.goAway(out);
    QCOMPARE(out, goingAway);

    WebSocketStream closed;
    out.clear();
    closed.write(normalClose, out);
    closed.goAway(out);
    QCOMPARE(out, normalClose);
    QVERIFY(!closed.isToldToGo());
}

void tst_WebSocketStream::sendsNothingBehindAClose()
{
    WebSocketStream stream;
    QByteArray out;
    stream.write(hello + normalClose + hello, out);
    stream.write(hello, out);
    QCOMPARE(out, hello + normalClose);
}

void tst_WebSocketStream::knowsItsNextStep_data()
{
    QTest::addColumn<Policy>("policy");
    QTest::addColumn<QByteArray>("written");
    QTest::addColumn<bool>("goesAway");
    QTest::addColumn<QByteArray>("received");
    QTest::addColumn<bool>("hasPeerFinished");
    QTest::addColumn<bool>("isTimeUp");
    QTest::addColumn<Step>("step");
    const QByteArray none;
    QTest::newRow("nothing happens") << Policy::None << none << false << none << false << false << Step::Wait;
    QTest::newRow("the server leaves later")
        << Policy::DrainLater << hello << false << hello << false << false << Step::Wait;
    QTest::newRow("the client has gone") << Policy::None << none << false << none << true << false << Step::Close;
    QTest::newRow("the client has said good-bye")
        << Policy::None << none << false << normalClose << false << false << Step::Wait;
    QTest::newRow("both have said good-bye")
        << Policy::None << normalClose << false << normalClose << false << false << Step::SendFin;
    QTest::newRow("the owner disconnects")
        << Policy::Disconnect << none << false << none << false << false << Step::SendFin;
    QTest::newRow("all are disconnected")
        << Policy::HalfClose << none << true << none << false << false << Step::SendFin;
    QTest::newRow("drained, and not answered") << Policy::Drain << none << true << none << false << false << Step::Wait;
    QTest::newRow("drained, and answered")
        << Policy::Drain << none << true << normalClose << false << false << Step::SendFin;
    QTest::newRow("drained, answered, and the client has gone")
        << Policy::Drain << none << true << normalClose << true << false << Step::SendFin;
    QTest::newRow("drained, and the client has gone without an answer")
        << Policy::Drain << none << true << none << true << false << Step::Close;
    QTest::newRow("drained, and time is up") << Policy::Drain << none << true << none << false << true << Step::SendFin;
    QTest::newRow("drained, and time is up within a frame")
        << Policy::Drain << hello.first(3) << true << none << false << true << Step::Reset;
}

void tst_WebSocketStream::knowsItsNextStep()
{
    QFETCH(Policy, policy);
    QFETCH(QByteArray, written);
    QFETCH(bool, goesAway);
    QFETCH(QByteArray, received);
    QFETCH(bool, hasPeerFinished);
    QFETCH(bool, isTimeUp);
    Farewell farewell;
    farewell.goOnTo(policy);
    WebSocketStream stream;
    QByteArray out;
    stream.write(written, out);
    if (goesAway)
        stream.goAway(out);
    stream.receive(received, false);
    QTEST(stream.next(farewell, hasPeerFinished, isTimeUp), "step");
}

QTEST_APPLESS_MAIN(tst_WebSocketStream)

#include "tst_websocketstream.moc"
