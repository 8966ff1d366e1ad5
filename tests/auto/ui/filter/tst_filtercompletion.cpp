// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "filter/connectionfilter.h"
#include "filter/filtercompletion.h"
#include "filter/filterwords.h"

#include <QTest>

using namespace Drainboard;

class TestFilterCompletion : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void proposes_data();
    void proposes();
    void whatIsProposedIsValid();
    void proposesWhatThereIs();
};

void TestFilterCompletion::proposes_data()
{
    QTest::addColumn<QString>("line"); // "|" is the cursor
    QTest::addColumn<int>("position");
    QTest::addColumn<QString>("proposals");
    const auto row = [](const char *line, int position, const char *proposals) {
        QTest::newRow(line) << QString::fromLatin1(line) << position << QString::fromLatin1(proposals);
    };
    row("|", 0, "status: state: slow> idle> requests> route: peer: process: end: lost #");
    row("st|", 0, "status: state:");
    row("ST|", 0, "status: state:");
    row("lost st|", 5, "status: state:");
    row("-st|", 1, "status: state:");
    row("st|atus:404", 0, "status: state:");
    row("idl|", 0, "idle> state:idle");
    row("abo|", 0, "end:aborted");
    row("status:|", 7, "2xx 3xx 4xx 5xx 404 503 101");
    row("status:4|", 7, "4xx 404");
    row("status:404,|", 11, "2xx 3xx 4xx 5xx 404 503 101");
    row("status:404,5|", 11, "5xx 503");
    row("state:clos|", 6, "closing closed");
    row("-state:clos|", 7, "closing closed");
    row("idle>|", 5, "1s 10s 30s 1m");
    row("slow:>1|", 6, "10ms 100ms 1s 10s");
    row("state:closed|", 6, "");
    row("unknown:|", 8, "");
    row("peer:|", 5, "");
    row("\"st|", 0, "");
    row("nothing like it|", 13, "");
    row("lost st| more", 5, "status: state:");
}

void TestFilterCompletion::proposes()
{
    QFETCH(QString, line);
    QFETCH(QString, proposals);
    const qsizetype cursor = line.indexOf(QLatin1Char('|'));
    line.remove(cursor, 1);
    const FilterCompletion completion = FilterCompletion::at(line, cursor);
    QCOMPARE(completion.proposals.join(QLatin1Char(' ')), proposals);
    if (!proposals.isEmpty()) {
        QTEST(int(completion.position), "position");
        QCOMPARE(completion.position + completion.length, cursor);
    }
}

// Nobody is led into an error.
void TestFilterCompletion::whatIsProposedIsValid()
{
    const QStringList beginnings = FilterWords::beginnings();
    int valid = 0;
    for (const QString &beginning : beginnings) {
        const QStringList values = FilterCompletion::at(beginning, beginning.size()).proposals;
        for (const QString &value : values) {
            const ConnectionFilter::Result result = ConnectionFilter::parse(beginning + value);
            QVERIFY2(result.isValid(), qPrintable(beginning + value));
            ++valid;
        }
    }
    QVERIFY(valid > 30);
}

void TestFilterCompletion::proposesWhatThereIs()
{
    const auto known = [](FilterTerm::Key key) {
        return key == FilterTerm::Key::Route ? QStringList { QStringLiteral("/delay/300"), QStringLiteral("/") }
                                             : QStringList();
    };
    const QString line = QStringLiteral("route:/d");
    QCOMPARE(FilterCompletion::at(line, 6, known).proposals,
             (QStringList { QStringLiteral("/delay/300"), QStringLiteral("/") }));
    QCOMPARE(FilterCompletion::at(line, line.size(), known).proposals, QStringList { QStringLiteral("/delay/300") });
    QVERIFY(FilterCompletion::at(QStringLiteral("peer:"), 5, known).proposals.isEmpty());
}

QTEST_GUILESS_MAIN(TestFilterCompletion)
#include "tst_filtercompletion.moc"
