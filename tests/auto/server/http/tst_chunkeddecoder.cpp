// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "http/chunkeddecoder.h"

#include <QTest>

using Drainboard::ChunkedDecoder;
using Problem = ChunkedDecoder::Problem;

namespace {

constexpr ChunkedDecoder::Limits limits { .body = 1000, .line = 100 };

struct Outcome
{
    QByteArray body;
    qsizetype used = 0;
    bool complete = false;
    Problem problem = Problem::None;

    friend bool operator==(const Outcome &, const Outcome &) = default;
};

// \a bytes in pieces of \a size.
Outcome decode(const QByteArray &bytes, qsizetype size)
{
    ChunkedDecoder decoder(limits);
    Outcome outcome;
    for (qsizetype begin = 0; begin < bytes.size(); begin += size) {
        const QByteArrayView piece = QByteArrayView(bytes).sliced(begin, std::min(size, bytes.size() - begin));
        outcome.used += decoder.put(piece, [&](QByteArrayView data) { outcome.body += data; });
    }
    outcome.complete = decoder.isComplete();
    outcome.problem = decoder.problem();
    return outcome;
}

} // namespace

class tst_ChunkedDecoder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decodes_data();
    void decodes();
    void refuses_data();
    void refuses();
    void waitsForMore_data();
    void waitsForMore();
    void knowsTheLargestSize();
};

void tst_ChunkedDecoder::decodes_data()
{
    QTest::addColumn<QByteArray>("chunks");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("nothing") << QByteArray("0\r\n\r\n") << QByteArray();
    QTest::newRow("one chunk") << QByteArray("5\r\nhello\r\n0\r\n\r\n") << QByteArray("hello");
    QTest::newRow("two chunks") << QByteArray("5\r\nhello\r\n1\r\n!\r\n0\r\n\r\n") << QByteArray("hello!");
    QTest::newRow("line ends in a chunk") << QByteArray("4\r\n\r\n\r\n\r\n0\r\n\r\n") << QByteArray("\r\n\r\n");
    QTest::newRow("a hexadecimal size in either case")
        << QByteArray("a\r\n0123456789\r\nB\r\n0123456789a\r\n0\r\n\r\n") << QByteArray("01234567890123456789a");
    QTest::newRow("leading zeros") << QByteArray("0005\r\nhello\r\n000\r\n\r\n") << QByteArray("hello");
    QTest::newRow("an extension") << QByteArray("5;a\r\nhello\r\n0;b\r\n\r\n") << QByteArray("hello");
    QTest::newRow("an extension with a value") << QByteArray("5;a=b;c=d\r\nhello\r\n0\r\n\r\n") << QByteArray("hello");
    QTest::newRow("blanks around what is in an extension")
        << QByteArray("5 ; a = b\t;c\r\nhello\r\n0\r\n\r\n") << QByteArray("hello");
    QTest::newRow("a quoted value") << QByteArray("5;a=\"b;\\\"c\\\\ \";d\r\nhello\r\n0\r\n\r\n")
                                    << QByteArray("hello");
    QTest::newRow("trailers") << QByteArray("0\r\nA: b\r\nC:\r\n\r\n") << QByteArray();
    QTest::newRow("obsolete text in a trailer") << QByteArray("0\r\nA: \xe4\t\r\n\r\n") << QByteArray();
}

void tst_ChunkedDecoder::decodes()
{
    QFETCH(QByteArray, chunks);
    QFETCH(QByteArray, body);
    const Outcome expected { body, chunks.size(), true, Problem::None };
    for (qsizetype size = 1; size <= chunks.size() + 3; ++size)
        QCOMPARE(decode(chunks + "GET", size), expected);
}

void tst_ChunkedDecoder::refuses_data()
{
    QTest::addColumn<QByteArray>("chunks");
    QTest::addColumn<Problem>("problem");
    const auto malformed = [](const char *name, const QByteArray &chunks) {
        QTest::newRow(name) << chunks << Problem::Malformed;
    };
    malformed("no size", "\r\n");
    malformed("a size that is no number", "x\r\n");
    malformed("a sign", "+5\r\nhello\r\n0\r\n\r\n");
    malformed("0x", "0x5\r\nhello\r\n0\r\n\r\n");
    malformed("a blank before the size", " 5\r\nhello\r\n0\r\n\r\n");
    malformed("a blank behind the size", "5 \r\nhello\r\n0\r\n\r\n");
    malformed("a size that overflows", "10000000000000000\r\n");
    malformed("a bare LF behind the size", "5\nhello\r\n0\r\n\r\n");
    malformed("a bare CR behind the size", "5\rhello\r\n0\r\n\r\n");
    malformed("a chunk that is longer than it says", "1\r\nabc\r\n0\r\n\r\n");
    malformed("a chunk that ends with LF", "1\r\na\n0\r\n\r\n");
    malformed("a chunk that ends with CR", "1\r\na\r0\r\n\r\n");
    malformed("an extension without name", "1;\r\na\r\n0\r\n\r\n");
    malformed("an extension with a value only", "1;=b\r\na\r\n0\r\n\r\n");
    malformed("an extension that is no token", "1;a(b\r\na\r\n0\r\n\r\n");
    malformed("two words in an extension", "1;a b\r\na\r\n0\r\n\r\n");
    malformed("LF in an extension", "1;a\nb\r\na\r\n0\r\n\r\n");
    malformed("NUL in an extension", QByteArray("1;a\0b\r\na\r\n0\r\n\r\n", 15));
    for (const char control : { '\n', '\r', '\0', '\a', '\x7f' }) {
        const QByteArray name = "character " + QByteArray::number(control) + " in a quoted value";
        malformed(name, QByteArray("5;a=\"b") + control + "c\"\r\nhello\r\n0\r\n\r\n");
        malformed("escaped " + name, QByteArray("5;a=\"b\\") + control + "c\"\r\nhello\r\n0\r\n\r\n");
        malformed(name + " of the last chunk", QByteArray("0;a=\"b") + control + "c\"\r\n\r\n");
    }
    malformed("a quote that is not closed", "5;a=\"b\r\nhello\r\n0\r\n\r\n");
    malformed("text behind a quoted value", "5;a=\"b\"c\r\nhello\r\n0\r\n\r\n");
    malformed("LF instead of the empty line", "0\r\n\n");
    malformed("CR alone instead of the empty line", "0\r\n\rx");
    malformed("CR alone behind the trailers", "0\r\nA: b\r\n\rx");
    malformed("a trailer without colon", "0\r\nabc\r\n\r\n");
    malformed("a trailer without name", "0\r\n: b\r\n\r\n");
    malformed("a blank before a trailer's colon", "0\r\nA : b\r\n\r\n");
    malformed("a folded trailer", "0\r\nA: b\r\n c\r\n\r\n");
    malformed("LF in a trailer", "0\r\nA: b\nC: d\r\n\r\n");
    malformed("NUL in a trailer", QByteArray("0\r\nA: \0\r\n\r\n", 11));
    malformed("CR in a trailer", "0\r\nA: b\rc\r\n\r\n");
    QTest::newRow("a chunk over the limit") << QByteArray("3E9\r\n") << Problem::BodyTooLarge;
    QTest::newRow("chunks over the limit together") << "3E7\r\n" + QByteArray(999, 'x') + "\r\n2\r\n"
                                                    << Problem::BodyTooLarge;
    QTest::newRow("sizes that overflow together")
        << QByteArray("1\r\na\r\nFFFFFFFFFFFFFFFF\r\n") << Problem::BodyTooLarge;
    QTest::newRow("chunks that are mostly overhead")
        << QByteArray("1;aaaaaaaaaaaaaaaa\r\nx\r\n").repeated(1000'000) << Problem::BodyTooLarge;
    QTest::newRow("a size with too many digits") << QByteArray(101, '0') << Problem::LineTooLong;
    QTest::newRow("an extension over the limit") << "1;" + QByteArray(99, 'x') << Problem::LineTooLong;
    QTest::newRow("trailers over the limit together")
        << "0\r\n" + ("A: " + QByteArray(30, 'x') + "\r\n").repeated(3) << Problem::LineTooLong;
}

void tst_ChunkedDecoder::refuses()
{
    QFETCH(QByteArray, chunks);
    QFETCH(Problem, problem);
    const Outcome whole = decode(chunks, chunks.size());
    QCOMPARE(whole.problem, problem);
    QVERIFY(!whole.complete);
    for (const qsizetype size : { 1, 2, 3, 7, 1024 })
        QCOMPARE(decode(chunks, size), whole);
}

void tst_ChunkedDecoder::waitsForMore_data()
{
    QTest::addColumn<QByteArray>("chunks");
    for (const char *chunks : { "", "0", "0\r", "0\r\n", "0\r\n\r", "0\r\nA", "0\r\nA: b\r\n", "5", "5\r\nhel",
                                "5\r\nhello", "5\r\nhello\r", "5;a=\"b" })
        QTest::addRow("%s", QByteArray(chunks).toPercentEncoding().constData()) << QByteArray(chunks);
}

void tst_ChunkedDecoder::waitsForMore()
{
    QFETCH(QByteArray, chunks);
    const Outcome outcome = decode(chunks, 1);
    QCOMPARE(outcome.used, chunks.size());
    QCOMPARE(outcome.problem, Problem::None);
    QVERIFY(!outcome.complete);
}

void tst_ChunkedDecoder::knowsTheLargestSize()
{
    ChunkedDecoder decoder; // without limits
    QCOMPARE(decoder.put("FFFFFFFFFFFFFFFF\r\nab", [](QByteArrayView) {}), 20);
    QCOMPARE(decoder.problem(), Problem::None);
}

QTEST_GUILESS_MAIN(tst_ChunkedDecoder)

#include "tst_chunkeddecoder.moc"
