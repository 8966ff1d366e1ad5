// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "details/casemaker.h"
#include "feed/requeststore.h"
#include "madeconnections.h"
#include "verdict/verdict.h"

#include <QTest>

using namespace Drainboard;
using namespace std::chrono_literals;

class TestCaseMaker : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsWhatKeepsTheWorker_data();
    void tellsWhatKeepsTheWorker();
    void theVerdictNamesIt();

private:
    static ConnectionInfo handled(quint64 id, const char *line, SteadyTime since)
    {
        ConnectionInfo info = madeConnection(id, ConnectionState::Responding);
        info.requestLine = line;
        info.stateSince = since;
        return info;
    }
    static ConnectionFacts waiting(ConnectionState state)
    {
        ConnectionInfo info = madeConnection(1, state);
        info.openedAt = aMoment - 4s;
        return std::make_shared<const ConnectionInfo>(info);
    }

    RequestStore m_requests;
};

void TestCaseMaker::tellsWhatKeepsTheWorker_data()
{
    QTest::addColumn<std::vector<ConnectionInfo>>("others");
    QTest::addColumn<ConnectionState>("state");
    QTest::addColumn<QByteArray>("line");
    const auto row = [](const char *name, const std::vector<ConnectionInfo> &others, ConnectionState state,
                        const char *line) { QTest::newRow(name) << others << state << QByteArray(line); };
    const auto block = handled(2, "GET /block/5000", aMoment - 5s);
    row("nobody else", {}, ConnectionState::Waiting, "");
    row("one that is handled", { block }, ConnectionState::Waiting, "GET /block/5000");
    row("one that came later", { handled(2, "GET /delay/9", aMoment - 3s) }, ConnectionState::Waiting, "");
    ConnectionInfo sending = handled(3, "GET /stream/9", aMoment - 60s);
    sending.firstByteAfter = 1ms;
    row("one whose answer has begun", { sending, block }, ConnectionState::Waiting, "GET /block/5000");
    row("one that is idle", { madeConnection(2) }, ConnectionState::Waiting, "");
    row("one of two, nobody knows which", { handled(3, "GET /hang", aMoment - 60s), block }, ConnectionState::Waiting,
        "");
    row("who does not wait", { block }, ConnectionState::New, "");
}

void TestCaseMaker::tellsWhatKeepsTheWorker()
{
    QFETCH(std::vector<ConnectionInfo>, others);
    QFETCH(ConnectionState, state);
    QFETCH(QByteArray, line);
    CaseMaker cases(&m_requests);
    cases.setLatest(madeSnapshot(others).connections);
    QCOMPARE(cases.make(waiting(state), aMoment).workerBusyWith, line);
    QCOMPARE(cases.make(QList { waiting(state) }, aMoment).constFirst().workerBusyWith, line);
}

void TestCaseMaker::theVerdictNamesIt()
{
    CaseMaker cases(&m_requests);
    cases.setLatest(madeSnapshot({ handled(2, "GET /block/5000", aMoment - 5s) }).connections);
    const Verdict verdict = verdictOn(cases.make(waiting(ConnectionState::Waiting), aMoment));
    QVERIFY2(verdict.sentence.contains(QStringLiteral("busy with GET /block/5000")), qPrintable(verdict.sentence));
}

QTEST_GUILESS_MAIN(TestCaseMaker)
#include "tst_casemaker.moc"
