// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "feed/boardfeed.h"
#include "history/requesthistory.h"
#include "lifelines/lifelinestore.h"
#include "madeconnections.h"

#include <QTest>

#include <ctime>

using namespace Drainboard;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

// Times are counted from aMoment.
class TestBoardFeed : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aRequestIsDrawnAsItWas();
    void aSlowUploadWasARequestFromItsFirstByteOn();
    void whatWaitedForAWorkerIsDrawnWaiting();
    void whatWasRefusedWaitedForNoWorker();
    void whatIsNewOnANewConnectionIsNotLost();
    void whatEndsBehindTheSnapshotDoesNotHangOn();
    void theNextRequestBeginsWhereItBegan();
    void whatWasMissedIsCountedAndReadFromSnapshots();
    void anotherEngineGoesOn();
    void twentyThousandRequestsCostLittle();

private:
    static SteadyTime at(milliseconds time) { return aMoment + time; }
    static RequestLife life(quint64 number, milliseconds begin, milliseconds end)
    {
        RequestLife life { .connection = ConnectionId(1), .number = number, .requestLine = "GET /" };
        life.firstByteIn = life.arrivedAt = life.handedOnAt = at(begin);
        life.endedAt = at(end);
        return life;
    }
    static ConnectionInfo connection(ConnectionState state, milliseconds since, quint64 requests)
    {
        ConnectionInfo info = madeConnection(1, state);
        info.openedAt = at(0ms);
        info.stateSince = at(since);
        info.requests = requests;
        return info;
    }
    void listen(int kept = 1'000)
    {
        m_history = std::make_shared<RequestHistory>(kept);
        m_feed->setReader(RequestReader({ m_history }));
    }
    void show(const ConnectionInfo &info, milliseconds now)
    {
        const Snapshot snapshot = madeSnapshot({ info }, at(now));
        m_feed->beforeSnapshot(snapshot.takenAt);
        m_lifelines->update(snapshot);
        m_feed->afterSnapshot();
    }
    const Lifeline &line() const { return *m_lifelines->find(ConnectionId(1)); }
    static std::pair<milliseconds, milliseconds> timesOf(const SpanList::Span &span)
    {
        using std::chrono::duration_cast;
        return { duration_cast<milliseconds>(span.begin - aMoment), duration_cast<milliseconds>(span.end - aMoment) };
    }

    std::unique_ptr<LifelineStore> m_lifelines;
    std::unique_ptr<BoardFeed> m_feed;
    std::shared_ptr<RequestHistory> m_history;
};

void TestBoardFeed::init()
{
    m_lifelines = std::make_unique<LifelineStore>();
    m_feed = std::make_unique<BoardFeed>(m_lifelines.get());
    listen();
}

void TestBoardFeed::aRequestIsDrawnAsItWas()
{
    show(connection(ConnectionState::New, 0ms, 0), 100ms);
    m_history->add(life(1, 200ms, 300ms));
    m_history->add(life(2, 500ms, 700ms));
    m_feed->takeNew();
    show(connection(ConnectionState::Idle, 700ms, 2), 1s);
    QCOMPARE(line().inProgress.size(), 2U);
    QCOMPARE(timesOf(line().inProgress.at(0)), std::pair(200ms, 300ms));
    QCOMPARE(timesOf(line().inProgress.at(1)), std::pair(500ms, 700ms));
    QVERIFY(line().waiting.isEmpty());
    QCOMPARE(m_feed->requests().requestsOf(ConnectionId(1)).size(), 2);
}

void TestBoardFeed::aSlowUploadWasARequestFromItsFirstByteOn()
{
    show(connection(ConnectionState::New, 0ms, 0), 100ms);
    RequestLife slow = life(1, 200ms, 900ms);
    slow.arrivedAt = slow.handedOnAt = at(850ms);
    m_history->add(slow);
    show(connection(ConnectionState::Idle, 900ms, 1), 1s);
    QCOMPARE(timesOf(line().inProgress.at(0)), std::pair(200ms, 900ms));
    QVERIFY(line().waiting.isEmpty());
}

void TestBoardFeed::whatWaitedForAWorkerIsDrawnWaiting()
{
    show(connection(ConnectionState::New, 0ms, 0), 100ms);
    RequestLife late = life(1, 200ms, 4'800ms);
    late.handedOnAt = at(4'700ms);
    m_history->add(late);
    show(connection(ConnectionState::Idle, 4'800ms, 1), 5s);
    QCOMPARE(timesOf(line().waiting.at(0)), std::pair(200ms, 4'700ms));
    QCOMPARE(timesOf(line().inProgress.at(0)), std::pair(4'700ms, 4'800ms));
}

void TestBoardFeed::whatWasRefusedWaitedForNoWorker()
{
    show(connection(ConnectionState::New, 0ms, 0), 100ms);
    RequestLife refused = life(1, 200ms, 900ms);
    refused.outcome = RequestOutcome::Refused;
    refused.handedOnAt = refused.endedAt;
    m_history->add(refused);
    show(connection(ConnectionState::Closing, 900ms, 1), 1s);
    QVERIFY(line().waiting.isEmpty());
    QCOMPARE(timesOf(line().inProgress.at(0)), std::pair(200ms, 900ms));
}

// The lifelines do not know the connection before its first snapshot.
void TestBoardFeed::whatIsNewOnANewConnectionIsNotLost()
{
    m_history->add(life(1, 200ms, 300ms));
    m_feed->takeNew();
    m_history->add(life(2, 400ms, 500ms));
    show(connection(ConnectionState::Responding, 600ms, 3), 1s);
    QCOMPARE(line().inProgress.size(), 2U);
    QCOMPARE(timesOf(line().inProgress.at(1)), std::pair(400ms, 500ms));
    QVERIFY(line().activity == Lifeline::Activity::Request);
    QVERIFY(line().activeSince == at(600ms));
}

void TestBoardFeed::whatEndsBehindTheSnapshotDoesNotHangOn()
{
    show(connection(ConnectionState::New, 0ms, 0), 100ms);
    m_history->add(life(1, 900ms, 1'001ms));
    show(connection(ConnectionState::Responding, 900ms, 1), 1s); // as it was just before the end
    QVERIFY(line().activity == Lifeline::Activity::Idle);
    QCOMPARE(line().inProgress.size(), 1U);
}

void TestBoardFeed::theNextRequestBeginsWhereItBegan()
{
    show(connection(ConnectionState::Responding, 500ms, 1), 1s);
    QVERIFY(line().activity == Lifeline::Activity::Request);
    m_history->add(life(1, 500ms, 1'200ms));
    show(connection(ConnectionState::Responding, 1'500ms, 2), 2s);
    QVERIFY(line().activeSince == at(1'500ms));
    QCOMPARE(line().inProgress.size(), 1U);
    QCOMPARE(timesOf(line().inProgress.at(0)), std::pair(500ms, 1'200ms));
}

void TestBoardFeed::whatWasMissedIsCountedAndReadFromSnapshots()
{
    listen(10);
    show(connection(ConnectionState::Idle, 0ms, 0), 0ms);
    for (int i = 0; i < 100; ++i)
        m_history->add(life(quint64(i + 1), milliseconds(i * 10 + 1), milliseconds(i * 10 + 9)));
    ConnectionInfo info = connection(ConnectionState::Idle, 999ms, 200); // so much as to be seen
    info.lastByteAfter = 8ms;
    m_history->add(life(101, 1'000ms, 1'001ms));
    const auto before = line().inProgress.size();
    show(info, 2s);
    QCOMPARE(m_feed->missed(), 91U);
    QVERIFY(line().inProgress.size() > before);
    m_feed->takeNew();
    QCOMPARE(m_feed->missed(), 91U);
}

void TestBoardFeed::anotherEngineGoesOn()
{
    listen(10);
    show(connection(ConnectionState::Idle, 0ms, 0), 0ms);
    for (int i = 0; i < 20; ++i)
        m_history->add(life(quint64(i + 1), milliseconds(i * 40), milliseconds(i * 40 + 20)));
    listen(); // what the one before still had is read
    QCOMPARE(m_feed->missed(), 10U);
    m_history->add(life(21, 900ms, 950ms));
    m_feed->takeNew();
    QCOMPARE(m_feed->requests().requestsOf(ConnectionId(1)).size(), 11);
    QCOMPARE(m_feed->requests().requestsOf(ConnectionId(1)).back().number, 21U);
    QCOMPARE(m_feed->missed(), 10U);
}

// Ten times of what it takes would still be no stutter: the bound catches work that grows faster than the requests.
void TestBoardFeed::twentyThousandRequestsCostLittle()
{
    constexpr int connections = 1'000;
    constexpr int requests = 20'000;
    constexpr int rounds = 10;
    listen(requests);
    std::vector<ConnectionInfo> all;
    for (quint64 id = 1; id <= connections; ++id)
        all.push_back(madeConnection(id));
    m_lifelines->update(madeSnapshot(all, at(0ms)));
    const auto now = [] { // of this thread alone, whatever else the machine does
        timespec time {};
        ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return qint64 { time.tv_sec } * 1'000'000'000 + time.tv_nsec;
    };
    qint64 worst = 0;
    qint64 sum = 0;
    for (int round = 0; round < rounds; ++round) {
        for (int i = 0; i < requests; ++i) {
            RequestLife one = life(quint64(round), 0ms, 0ms);
            one.connection = ConnectionId(quint64(i % connections + 1));
            one.endedAt = at(round * 1s) + i * 50us;
            one.firstByteIn = one.arrivedAt = one.handedOnAt = one.endedAt - 1ms;
            m_history->add(one);
        }
        const qint64 begin = now();
        m_feed->takeNew();
        const qint64 took = now() - begin;
        worst = std::max(worst, took);
        sum += took;
    }
    qInfo("%d requests take, of the processor, %.1f ms, %.1f ms at most", requests, double(sum) / rounds / 1e6,
          double(worst) / 1e6);
    QVERIFY2(sum / rounds < 20'000'000'000, qPrintable(QString::number(sum)));
    QCOMPARE(m_feed->missed(), 0U);
}

QTEST_GUILESS_MAIN(TestBoardFeed)
#include "tst_boardfeed.moc"
