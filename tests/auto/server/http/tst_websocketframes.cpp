// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "http/websocketframes.h"

#include <QTest>

using namespace Drainboard;

class tst_WebSocketFrames : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsWhereAFrameEnds_data();
    void knowsWhereAFrameEnds();
    void readsTheCodeOfAClose_data();
    void readsTheCodeOfAClose();
    void endsBehindAClose();
    void makesAClose();
};

namespace {

QByteArray sizeField(quint64 size, int bytes)
{
    QByteArray field;
    for (int i = bytes - 1; i >= 0; --i)
        field += char(size >> (8 * i) & 0xFF);
    return field;
}

/// With a mask of its own where \a mask is not empty; \a payload is what it says before it is masked.
QByteArray frame(int first, const QByteArray &payload, const QByteArray &mask = {})
{
    const auto size = quint64(payload.size());
    const int maskBit = mask.isEmpty() ? 0 : 0x80;
    QByteArray result(1, char(first));
    if (size < 126)
        result += char(maskBit | int(size));
    else if (size < 65536)
        result += char(maskBit | 126) + sizeField(size, 2);
    else
        result += char(maskBit | 127) + sizeField(size, 8);
    result += mask;
    for (qsizetype i = 0; i < payload.size(); ++i)
        result += mask.isEmpty() ? payload[i] : char(payload[i] ^ mask[i % 4]);
    return result;
}

const QByteArray mask = "\x37\xfa\x21\x3d";

} // namespace

void tst_WebSocketFrames::knowsWhereAFrameEnds_data()
{
    QTest::addColumn<QByteArray>("bytes");
    for (const int size : { 0, 1, 2, 3, 125, 126, 127, 255, 256, 65535, 65536, 70000 }) {
        QTest::addRow("text of %d bytes", size) << frame(0x81, QByteArray(size, 'x'));
        QTest::addRow("masked text of %d bytes", size) << frame(0x81, QByteArray(size, 'x'), mask);
    }
    QTest::newRow("the first of a fragmented message") << frame(0x02, "abc", mask);
    QTest::newRow("a continuation") << frame(0x00, "abc", mask);
    QTest::newRow("a ping") << frame(0x89, "abc", mask);
    QTest::newRow("a pong") << frame(0x8A, "", mask);
    QTest::newRow("reserved bits and an unknown opcode") << frame(0xFB, "abc", mask);
    QTest::newRow("a size in more bytes than it needs") << QByteArray("\x82\x7e\x00\x03", 4) + "abc";
    QTest::newRow("a payload that looks like a Close") << frame(0x82, QByteArray("\x88\x00\x88\x00", 4));
    QTest::newRow("a Close") << frame(0x88, QByteArray("\x03\xe8", 2), mask);
}

// Whole, byte by byte, and split in two at each place; with another one behind it, or none.
void tst_WebSocketFrames::knowsWhereAFrameEnds()
{
    QFETCH(QByteArray, bytes);
    const bool isClose = (bytes[0] & 0x0F) == 8;
    {
        WebSocketFrames frames;
        QVERIFY(frames.isBetweenFrames());
        QCOMPARE(frames.put(bytes), bytes.size());
        QVERIFY(frames.isBetweenFrames());
        QCOMPARE(frames.isClosed(), isClose);
    }
    {
        WebSocketFrames frames;
        for (qsizetype i = 0; i < bytes.size(); ++i) {
            QCOMPARE(frames.isBetweenFrames(), i == 0);
            QCOMPARE(frames.put(QByteArrayView(bytes).sliced(i, 1)), 1);
        }
        QVERIFY(frames.isBetweenFrames());
        QCOMPARE(frames.isClosed(), isClose);
    }
    const qsizetype step = bytes.size() > 1000 ? 997 : 1;
    for (qsizetype at = 1; at < bytes.size(); at += step) {
        WebSocketFrames frames;
        frames.put(QByteArrayView(bytes).first(at));
        QVERIFY2(!frames.isBetweenFrames(), qPrintable(QString::number(at)));
        frames.put(QByteArrayView(bytes).sliced(at));
        QVERIFY2(frames.isBetweenFrames(), qPrintable(QString::number(at)));
    }
    if (isClose)
        return;
    WebSocketFrames frames;
    QCOMPARE(frames.put(bytes + bytes + bytes.first(1)), 2 * bytes.size() + 1);
    QVERIFY(!frames.isBetweenFrames());
}

void tst_WebSocketFrames::readsTheCodeOfAClose_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<int>("code");
    QTest::newRow("none") << QByteArray() << 1005;
    QTest::newRow("half a code") << QByteArray("\x03") << 1005;
    QTest::newRow("1000") << QByteArray("\x03\xe8", 2) << 1000;
    QTest::newRow("1001") << QByteArray("\x03\xe9", 2) << 1001;
    QTest::newRow("4999, and a reason") << QByteArray("\x13\x87", 2) + "good bye" << 4999;
    QTest::newRow("0") << QByteArray("\0\0", 2) << 0;
    QTest::newRow("65535") << QByteArray("\xff\xff", 2) << 65535;
}

void tst_WebSocketFrames::readsTheCodeOfAClose()
{
    QFETCH(QByteArray, payload);
    for (const QByteArray &with : { QByteArray(), mask }) {
        const QByteArray bytes = frame(0x81, "before", with) + frame(0x88, payload, with);
        WebSocketFrames whole;
        whole.put(bytes);
        QVERIFY(whole.isClosed());
        QTEST(int(whole.closeCode()), "code");
        WebSocketFrames bytewise;
        for (const char byte : bytes)
            bytewise.put(QByteArrayView(&byte, 1));
        QTEST(int(bytewise.closeCode()), "code");
    }
}

void tst_WebSocketFrames::endsBehindAClose()
{
    const QByteArray before = frame(0x81, "hello") + frame(0x88, QByteArray("\x03\xe8", 2));
    WebSocketFrames frames;
    QCOMPARE(frames.put(before + "anything"), before.size());
    QVERIFY(frames.isClosed());
    QCOMPARE(frames.put("more"), 0);
    QCOMPARE(int(frames.closeCode()), 1000);
}

void tst_WebSocketFrames::makesAClose()
{
    const QByteArray close = WebSocketFrames::closeFrame(WebSocketFrames::goingAway);
    QCOMPARE(close, QByteArray("\x88\x02\x03\xe9", 4));
    WebSocketFrames frames;
    QCOMPARE(frames.put(close), close.size());
    QCOMPARE(int(frames.closeCode()), 1001);
}

QTEST_APPLESS_MAIN(tst_WebSocketFrames)

#include "tst_websocketframes.moc"
