// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "export/exportfile.h"
#include "madeexport.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

#include <sys/resource.h>

using namespace Drainboard;
using namespace std::chrono_literals;

namespace {

QByteArray contentOf(const QString &fileName)
{
    QFile file(fileName);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// While it lives, no file of this process can be larger than some bytes: so a disk that is full can be had.
class SmallFiles
{
    Q_DISABLE_COPY_MOVE(SmallFiles)

public:
    SmallFiles()
    {
        std::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        rlimit small = m_before;
        small.rlim_cur = 100;
        ::setrlimit(RLIMIT_FSIZE, &small);
    }
    ~SmallFiles() { ::setrlimit(RLIMIT_FSIZE, &m_before); }

private:
    rlimit m_before {};
};

} // namespace

class tst_ExportFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesByTheEnding_data();
    void writesByTheEnding();
    void refusesOtherEndings_data();
    void refusesOtherEndings();
    void saysWhereItCannotWrite();
    void leavesTheFileWhereTheDiskIsFull();
    void takesAPart();
    void addsALaterRun();
    void tellsHowManyEndedAlike();
};

void tst_ExportFile::writesByTheEnding_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("beginning");

    QTest::newRow("a table") << QStringLiteral("a.csv") << QByteArray("id,peer");
    QTest::newRow("all") << QStringLiteral("a.json") << QByteArray("{\"connectionsMissed\"");
    QTest::newRow("an archive") << QStringLiteral("a.har") << QByteArray("{\"log\":{");
    QTest::newRow("in capitals") << QStringLiteral("A.HAR") << QByteArray("{\"log\":{");
    QTest::newRow("the last ending") << QStringLiteral("a.json.csv") << QByteArray("id,peer");
    QTest::newRow("nothing but an ending") << QStringLiteral(".csv") << QByteArray("id,peer");
}

void tst_ExportFile::writesByTheEnding()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, beginning);
    const QTemporaryDir directory;
    const QString file = directory.filePath(name);
    QFile before(file);
    QVERIFY(before.open(QIODevice::WriteOnly));
    before.write("was here before");
    before.close();
    QCOMPARE(Export::endingProblem(file), QString());
    QCOMPARE(Export::write(file, madeExport({ madeConnection(1) })), QString());
    QVERIFY2(contentOf(file).startsWith(beginning), contentOf(file).left(40).constData());
    QVERIFY(!contentOf(file).contains("was here before"));
    QCOMPARE(QDir(directory.path()).entryList(QDir::Files | QDir::Hidden), QStringList(name));
}

void tst_ExportFile::refusesOtherEndings_data()
{
    QTest::addColumn<QString>("name");

    QTest::newRow("none") << QStringLiteral("a");
    QTest::newRow("another") << QStringLiteral("a.txt");
    QTest::newRow("behind a known one") << QStringLiteral("a.csv.gz");
    QTest::newRow("without its dot") << QStringLiteral("csv");
    QTest::newRow("of the directory") << QStringLiteral("a.csv/b");
    QTest::newRow("nothing at all") << QString();
}

void tst_ExportFile::refusesOtherEndings()
{
    QFETCH(QString, name);
    const QTemporaryDir directory;
    for (const QString &problem : { Export::endingProblem(name), Export::write(directory.filePath(name), {}) }) {
        for (const QString &ending : Export::endings())
            QVERIFY2(problem.contains(ending), qPrintable(problem));
        QVERIFY(!problem.contains(u'\n'));
    }
    QVERIFY(QDir(directory.path()).isEmpty());
}

void tst_ExportFile::saysWhereItCannotWrite()
{
    for (const char *name : { "/nowhere/a.csv", "/proc/a.csv" }) {
        const QString problem = Export::write(QLatin1String(name), {});
        QVERIFY2(problem.startsWith(QStringLiteral("Could not export to %1: ").arg(QLatin1String(name))),
                 qPrintable(problem));
        QVERIFY(!problem.contains(u'\n'));
    }
}

void tst_ExportFile::leavesTheFileWhereTheDiskIsFull()
{
    const QTemporaryDir directory;
    const QString file = directory.filePath(QStringLiteral("a.json"));
    QCOMPARE(Export::write(file, madeExport()), QString());
    const QByteArray before = contentOf(file);
    ExportData large = madeExport();
    large.requests.resize(2000);
    {
        const SmallFiles small;
        const QString problem = Export::write(file, large);
        QVERIFY2(problem.contains(file), qPrintable(problem));
    }
    QCOMPARE(contentOf(file), before);
    QCOMPARE(QDir(directory.path()).entryList(QDir::Files | QDir::Hidden).size(), 1);
}

void tst_ExportFile::takesAPart()
{
    ExportData all = madeExport({ madeConnection(1), madeConnection(2), madeConnection(3) });
    all.requests = { madeLife(1), madeLife(2), madeLife(2, 2), madeLife(9) };
    all.requestsMissed = 5;
    const ExportData part = all.only({ ConnectionId(2), ConnectionId(3), ConnectionId(77) });
    QCOMPARE(part.connections.size(), 2);
    QCOMPARE(part.connections[0]->id, ConnectionId(2));
    QCOMPARE(part.requests.size(), 2);
    QCOMPARE(part.requests[1].number, 2u);
    QCOMPARE(part.requestsMissed, 5u);
    QVERIFY(all.only({}).connections.isEmpty());
    QCOMPARE(all.connections.size(), 3);
}

void tst_ExportFile::addsALaterRun()
{
    ExportData all = madeExport({ madeConnection(1) });
    all.requests = { madeLife(1) };
    all.requestsMissed = 2;
    ExportData later = madeExport({ madeConnection(5) });
    later.urls = { { ConnectionId(5), QUrl(QStringLiteral("http://127.0.0.1:4000/")) } };
    later.requests = { madeLife(5) };
    later.requestsMissed = 3;
    later.connectionsMissed = 4;
    later.takenAt += 1s;
    all += later;
    QCOMPARE(all.connections.size(), 2);
    QCOMPARE(all.requests.size(), 2);
    QCOMPARE(all.requestsMissed, 5u);
    QCOMPARE(all.connectionsMissed, 4u);
    QCOMPARE(all.takenAt, aMoment + 1s);
    QCOMPARE(all.url(ConnectionId(1)).port(), 3000);
    QCOMPARE(all.url(ConnectionId(5)).port(), 4000);
    QVERIFY(ExportData().url(ConnectionId(1)).isEmpty());
}

// A verdict says on how many connections the time-out of a pool was seen.
void tst_ExportFile::tellsHowManyEndedAlike()
{
    std::vector<ConnectionInfo> connections;
    for (quint64 id = 1; id <= 4; ++id) {
        ConnectionEnd end;
        end.firstBy = EndSide::Client;
        end.firstSign = EndSign::Fin;
        end.idleFor = id == 4 ? 90s : 4s;
        connections.push_back(madeConnection(id, ConnectionState::Closed, CloseCause::ByClient));
        connections.back().end = end;
    }
    const QTemporaryDir directory;
    const QString file = directory.filePath(QStringLiteral("a.csv"));
    QCOMPARE(Export::write(file, madeExport(connections)), QString());
    const QList<QByteArray> lines = contentOf(file).split('\n');
    QVERIFY2(lines[1].contains("2 more"), lines[1].constData());
    QVERIFY2(!lines[4].contains("more"), lines[4].constData());
}

QTEST_GUILESS_MAIN(tst_ExportFile)
#include "tst_exportfile.moc"
