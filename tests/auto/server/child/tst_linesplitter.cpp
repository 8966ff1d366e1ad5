// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "child/linesplitter.h"

#include <QTest>

using namespace Drainboard;

class tst_LineSplitter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void splits_data();
    void splits();
};

void tst_LineSplitter::splits_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArrayList>("lines");
    QTest::newRow("nothing") << QByteArray() << QByteArrayList();
    QTest::newRow("one line") << QByteArray("one\n") << QByteArrayList { "one" };
    QTest::newRow("two") << QByteArray("one\ntwo\n") << QByteArrayList { "one", "two" };
    QTest::newRow("the last one has no end") << QByteArray("one\ntwo") << QByteArrayList { "one", "two" };
    QTest::newRow("empty ones") << QByteArray("\n\n") << QByteArrayList { "", "" };
    QTest::newRow("ends of Windows") << QByteArray("one\r\n\r\ntwo\r\n") << QByteArrayList { "one", "", "two" };
    QTest::newRow("a carriage return inside") << QByteArray("o\rne\n") << QByteArrayList { "o\rne" };
    QTest::newRow("a NUL inside") << QByteArray("o\0e\n", 4) << QByteArrayList { QByteArray("o\0e", 3) };
    QTest::newRow("as long as may be") << QByteArray("12345678\n9\n") << QByteArrayList { "12345678", "9" };
    QTest::newRow("too long by one") << QByteArray("123456789\n") << QByteArrayList { "12345678", "9" };
    QTest::newRow("twice as long") << QByteArray("1234567812345678\nx\n")
                                   << QByteArrayList { "12345678", "12345678", "x" };
    QTest::newRow("far too long, without an end")
        << QByteArray("12345678123456781234") << QByteArrayList { "12345678", "12345678", "1234" };
    QTest::newRow("no character is cut") << QByteArray("1234567\xC3\xA4\n") << QByteArrayList { "1234567", "\xC3\xA4" };
    QTest::newRow("nor a long one") << QByteArray("12345\xF0\x9F\x98\x80x\n")
                                    << QByteArrayList { "12345", "\xF0\x9F\x98\x80x" };
    QTest::newRow("one that ends in time")
        << QByteArray("123456\xC3\xA4\x31\n") << QByteArrayList { "123456\xC3\xA4", "1" };
    QTest::newRow("what is no UTF-8") << QByteArray(10, '\x80') + '\n'
                                      << QByteArrayList { QByteArray(8, '\x80'), QByteArray(2, '\x80') };
}

void tst_LineSplitter::splits()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArrayList, lines);
    for (qsizetype piece = 1; piece <= bytes.size() + 1; ++piece) { // in pieces of each size
        QByteArrayList found;
        LineSplitter splitter(8, [&](const QByteArray &line) { found += line; });
        for (qsizetype at = 0; at < bytes.size(); at += piece)
            splitter.add(QByteArrayView(bytes).sliced(at, std::min(piece, bytes.size() - at)));
        splitter.finish();
        QCOMPARE(found, lines);
    }
}

QTEST_GUILESS_MAIN(tst_LineSplitter)
#include "tst_linesplitter.moc"
