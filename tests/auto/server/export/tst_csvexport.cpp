// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "export/csvexport.h"
#include "madeexport.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QTest>

using namespace Drainboard;
using namespace std::chrono_literals;

namespace {

/// \a csv as Python reads it: a row is an object, by the titles of the columns.
QJsonArray readByPython(const QByteArray &csv)
{
    QProcess python;
    python.start(QStringLiteral("python3"),
                 { QStringLiteral("-c"),
                   QStringLiteral("import csv, io, json, sys\n"
                                  "text = io.TextIOWrapper(sys.stdin.buffer, encoding='utf-8', newline='')\n"
                                  "print(json.dumps(list(csv.DictReader(text, strict=True))))") });
    python.write(csv);
    python.closeWriteChannel();
    if (!python.waitForFinished() || python.exitCode() != 0)
        qWarning("%s", python.readAllStandardError().constData());
    return QJsonDocument::fromJson(python.readAllStandardOutput()).array();
}

} // namespace

class tst_CsvExport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesCells_data();
    void writesCells();
    void endsEachLineAsTheStandardSays();
    void isReadByPython();
    void leavesOutWhatIsNotKnown();
    void writesOnlyTheTitlesWhereThereIsNothing();
};

void tst_CsvExport::writesCells_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("cell");

    const auto row = [](const char *name, const QString &text, const QString &cell) {
        QTest::newRow(name) << text << cell;
    };
    row("nothing", QString(), QString());
    row("a word", QStringLiteral("Idle"), QStringLiteral("Idle"));
    row("a request line", QStringLiteral("GET /a?b=c"), QStringLiteral("GET /a?b=c"));
    row("a comma", QStringLiteral("a,b"), QStringLiteral("\"a,b\""));
    row("a quote", QStringLiteral("a\"b"), QStringLiteral("\"a\"\"b\""));
    row("the end of a line", QStringLiteral("a\r\nb"), QStringLiteral("\"a\r\nb\""));
    row("a semicolon, which some programs split at", QStringLiteral("a;b"), QStringLiteral("\"a;b\""));
    row("a formula", QStringLiteral("=1+1"), QStringLiteral("'=1+1"));
    row("a method that begins with plus", QStringLiteral("+X /"), QStringLiteral("'+X /"));
    row("a method that begins with minus", QStringLiteral("-X /"), QStringLiteral("'-X /"));
    row("an at sign", QStringLiteral("@SUM(A1)"), QStringLiteral("'@SUM(A1)"));
    row("a formula with a quote and a comma", QStringLiteral("=A(\"x\",1)"), QStringLiteral("\"'=A(\"\"x\"\",1)\""));
    row("a formula behind a blank", QStringLiteral(" =1"), QStringLiteral("' =1"));
    row("a formula behind a tab", QStringLiteral("\t=1"), QStringLiteral("\"'\t=1\""));
    row("the end of a line at the beginning", QStringLiteral("\rx"), QStringLiteral("\"'\rx\""));
    row("a wide equals sign", QStringLiteral("\uFF1D1"), QStringLiteral("'\uFF1D1"));
    row("an equals sign inside", QStringLiteral("a=1"), QStringLiteral("a=1"));
    row("letters of other languages", QStringLiteral("größer"), QStringLiteral("größer"));
}

void tst_CsvExport::writesCells()
{
    QFETCH(QString, text);
    QTEST(CsvExport::cell(text), "cell");
}

void tst_CsvExport::endsEachLineAsTheStandardSays()
{
    const QByteArray csv = written(CsvExport::write, madeExport({ madeConnection(1), madeConnection(2) }));
    QCOMPARE(csv.count("\r\n"), 3);
    QCOMPARE(csv.count('\n'), 3);
    QVERIFY(csv.endsWith("\r\n"));
    QVERIFY(csv.startsWith("id,peer,"));
}

void tst_CsvExport::isReadByPython()
{
    ConnectionInfo info = madeConnection(18, ConnectionState::Closed, CloseCause::ByClient);
    info.requestLine = QByteArrayLiteral("=cmd|' /C calc'!A0 \"/a,b\"");
    info.status = 404;
    info.firstByteAfter = 1234us;
    info.lostRequests = { { QByteArrayLiteral("GET /"), LossReason::ClientLeft },
                          { QByteArrayLiteral("GET /2"), LossReason::ClientLeft },
                          { QByteArrayLiteral("GET /3"), LossReason::CameAfterFin } };
    ConnectionEnd end;
    end.firstBy = EndSide::Client;
    end.firstSign = EndSign::Fin;
    end.clientFinAt = aMoment - 2s;
    end.idleFor = 40ms;
    end.unread = 7;
    info.end = end;
    ExportData data = madeExport({ madeConnection(7), info });
    data.processes.insert(ConnectionId(18), { 4711, QStringLiteral("größer, \"x\"") });

    const QJsonArray rows = readByPython(written(CsvExport::write, data));
    QCOMPARE(rows.size(), 2);
    const auto cell = [&](int row, const char *title) { return rows[row][QLatin1String(title)].toString(); };
    QCOMPARE(cell(0, "id"), QStringLiteral("7"));
    QCOMPARE(cell(1, "id"), QStringLiteral("18"));
    QCOMPARE(cell(1, "peer"), QStringLiteral("127.0.0.1:5018"));
    QCOMPARE(cell(1, "pid"), QStringLiteral("4711"));
    QCOMPARE(cell(1, "process"), QStringLiteral("größer, \"x\""));
    QCOMPARE(cell(1, "state"), QStringLiteral("Closed"));
    QCOMPARE(cell(1, "cause"), QStringLiteral("by the client"));
    QCOMPARE(cell(1, "request"), QStringLiteral("'=cmd|' /C calc'!A0 \"/a,b\""));
    QCOMPARE(cell(1, "status"), QStringLiteral("404"));
    QCOMPARE(cell(1, "firstByteUs"), QStringLiteral("1234"));
    QCOMPARE(cell(1, "opened"), QStringLiteral("2026-11-28T05:43:01.123Z"));
    QCOMPARE(cell(1, "openedUs"), QStringLiteral("1795844581123456"));
    QCOMPARE(cell(1, "closed"), QStringLiteral("2026-11-28T05:44:00.123Z"));
    QCOMPARE(cell(1, "lifetimeUs"), QStringLiteral("59000000"));
    QCOMPARE(cell(1, "endFirstBy"), QStringLiteral("client"));
    QCOMPARE(cell(1, "endSign"), QStringLiteral("FIN"));
    QCOMPARE(cell(1, "endIdleMs"), QStringLiteral("40"));
    QCOMPARE(cell(1, "endClientFin"), QStringLiteral("2026-11-28T05:43:59.123Z"));
    QCOMPARE(cell(1, "endOurFin"), QString());
    QCOMPARE(cell(1, "endUnread"), QStringLiteral("7"));
    QCOMPARE(cell(1, "lost"), QStringLiteral("3"));
    QCOMPARE(cell(1, "lostReasons"), QStringLiteral("the client left; came after our FIN"));
    QCOMPARE(cell(1, "verdict"), QStringLiteral("CameAfterFin"));
    QVERIFY(cell(1, "verdictSentence").contains(QStringLiteral("GET /3")));
}

void tst_CsvExport::leavesOutWhatIsNotKnown()
{
    ConnectionInfo info = madeConnection(1, ConnectionState::New);
    info.requests = 0;
    info.requestLine.clear();
    const QJsonArray rows = readByPython(written(CsvExport::write, madeExport({ info })));
    QCOMPARE(rows.size(), 1);
    for (const char *title : { "pid", "process", "cause", "closed", "closedUs", "status", "firstByteUs", "keepAlive",
                               "endFirstBy", "endUnsent", "lostReasons" }) {
        QVERIFY2(rows[0][QLatin1String(title)].isString(), title);
        QCOMPARE(rows[0][QLatin1String(title)].toString(), QString());
    }
    QCOMPARE(rows[0][QLatin1String("lifetimeUs")].toString(), QStringLiteral("60000000"));
    QCOMPARE(rows[0][QLatin1String("lost")].toString(), QStringLiteral("0"));
}

void tst_CsvExport::writesOnlyTheTitlesWhereThereIsNothing()
{
    QCOMPARE(written(CsvExport::write, madeExport()).count("\r\n"), 1);
}

QTEST_GUILESS_MAIN(tst_CsvExport)
#include "tst_csvexport.moc"
