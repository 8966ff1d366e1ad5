// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "engine/httpengine.h"
#include "lab/labroutes.h"
#include "rawclient.h"

#include <QSignalSpy>
#include <QTest>

#include <optional>

#include <unistd.h>

using namespace Drainboard;
using namespace std::chrono_literals;

namespace {

using Answer = QFuture<std::optional<TcpFigures>>;

EngineSettings settings()
{
    EngineSettings settings;
    settings.port = 0;
    settings.snapshotInterval = 20ms;
    settings.abortAfter = 200ms;
    return settings;
}

} // namespace

// What the kernel, and /proc, tell of a connection beyond what its bytes do.
class tst_KernelView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { listen(settings()); }
    void cleanup() { m_engine.reset(); }

    void tellsWhatAClientDoesNotRead();
    void knowsNoConnectionThatIsNotOpen_data();
    void knowsNoConnectionThatIsNotOpen();
    void knowsNothingWithoutListening();
    void asksOfTwoWorkersTheRightOne();
    void aBusyWorkerAnswersLate();
    void answersOnceToAContinuation();
    void answersWhenTheEngineGoes_data();
    void answersWhenTheEngineGoes();

    void knowsTheProcessesOfClients();
    void looksForNoProcessesIfToldSo();
    void looksForNoProcessesIfNobodyWantsThem();

private:
    void listen(const EngineSettings &engineSettings)
    {
        m_engine.emplace(engineSettings, addLabRoutes);
        QVERIFY2(m_engine->listen(), qPrintable(m_engine->errorString()));
    }
    RawClient client(const QByteArray &request, int receiveBuffer = 0)
    {
        RawClient result(m_engine->serverPort(), receiveBuffer);
        result.send(request);
        return result;
    }
    ConnectionState stateOf(ConnectionId id) const
    {
        for (const Snapshot now = m_engine->snapshot(); const ConnectionFacts &info : now.connections) {
            if (info->id == id)
                return info->state;
        }
        return ConnectionState::New;
    }

    std::optional<HttpEngine> m_engine;
};

void tst_KernelView::tellsWhatAClientDoesNotRead()
{
    const RawClient deaf = client(get("/bytes/1000000"), 4096);
    std::optional<TcpFigures> figures;
    QTRY_VERIFY([&] {
        Answer answer = m_engine->requestTcpFigures(ConnectionId(1));
        answer.waitForFinished();
        figures = answer.result();
        return figures && figures->notSentBytes + figures->unacknowledgedBytes > 0;
    }());
    QVERIFY(figures->roundTrip > 0us);
    QVERIFY(figures->congestionWindow > 0u);
    Answer other = m_engine->requestTcpFigures(ConnectionId(1), EndSide::Server);
    other.waitForFinished();
    QVERIFY2(!other.result(), "there is no server behind");
    QCOMPARE(figures->unreadBytes, 0);
}

void tst_KernelView::knowsNoConnectionThatIsNotOpen_data()
{
    QTest::addColumn<quint64>("id");
    QTest::newRow("closed") << quint64(1);
    QTest::newRow("not yet") << quint64(3);
    QTest::newRow("none has this") << quint64(0);
}

void tst_KernelView::knowsNoConnectionThatIsNotOpen()
{
    QFETCH(quint64, id);
    RawClient closed = client(get("/"));
    QTRY_COMPARE(closed.responses(), 1);
    closed.close();
    QTRY_COMPARE(m_engine->openConnections(), 0);
    const RawClient blocking = client(get("/block/300")); // nobody waits for a worker that cannot know
    QTRY_COMPARE(stateOf(ConnectionId(2)), ConnectionState::Responding);
    const Answer answer = m_engine->requestTcpFigures(ConnectionId(id));
    QVERIFY(answer.isFinished());
    QVERIFY(!answer.result());
}

void tst_KernelView::knowsNothingWithoutListening()
{
    HttpEngine silent(settings());
    const Answer answer = silent.requestTcpFigures(ConnectionId(1));
    QVERIFY(answer.isFinished());
    QVERIFY(!answer.result());
}

void tst_KernelView::asksOfTwoWorkersTheRightOne()
{
    EngineSettings two = settings();
    two.threads = 2;
    listen(two);
    const RawClient blocking = client(get("/block/500"));
    QTRY_COMPARE(stateOf(ConnectionId(1)), ConnectionState::Responding);
    RawClient other = client(get("/"));
    QTRY_COMPARE(other.responses(), 1);
    Answer answer = m_engine->requestTcpFigures(ConnectionId(2));
    answer.waitForFinished();
    QVERIFY(answer.result());
    QCOMPARE(stateOf(ConnectionId(1)), ConnectionState::Responding); // it was not waited for
}

void tst_KernelView::aBusyWorkerAnswersLate()
{
    RawClient blocking = client(get("/block/300"));
    QTRY_COMPARE(stateOf(ConnectionId(1)), ConnectionState::Responding);
    Answer answer = m_engine->requestTcpFigures(ConnectionId(1));
    QVERIFY(!answer.isFinished());
    answer.waitForFinished();
    QVERIFY(answer.result());
    QCOMPARE(blocking.responses(), 1);
}

void tst_KernelView::answersOnceToAContinuation()
{
    RawClient open = client(get("/"));
    QTRY_COMPARE(open.responses(), 1);
    int known = 0;
    int unknown = 0;
    for (const quint64 id : { 1, 2 }) {
        m_engine->requestTcpFigures(ConnectionId(id)).then(this, [&](const std::optional<TcpFigures> &figures) {
            ++(figures ? known : unknown);
        });
    }
    QTRY_COMPARE(known, 1);
    QTRY_COMPARE(unknown, 1);
    m_engine.reset();
    QCoreApplication::processEvents();
    QCOMPARE(known, 1);
    QCOMPARE(unknown, 1);
}

void tst_KernelView::answersWhenTheEngineGoes_data()
{
    QTest::addColumn<bool>("isShutDown");
    QTest::newRow("while it serves") << false;
    QTest::newRow("after its shutdown was forced") << true;
}

void tst_KernelView::answersWhenTheEngineGoes()
{
    QFETCH(bool, isShutDown);
    const RawClient blocking = client(get("/block/400"));
    QTRY_COMPARE(stateOf(ConnectionId(1)), ConnectionState::Responding);
    if (isShutDown) {
        m_engine->shutdown();
        m_engine->abortNow();
    }
    const Answer answer = m_engine->requestTcpFigures(ConnectionId(1));
    QVERIFY(!answer.isFinished());
    m_engine.reset(); // waits for the handler; then the worker may answer or not
    QVERIFY(answer.isFinished());
    QVERIFY(!answer.isCanceled());
    QCOMPARE(answer.resultCount(), 1);
}

void tst_KernelView::knowsTheProcessesOfClients()
{
    QSignalSpy changed(&*m_engine, &HttpEngine::clientProcessesChanged);
    RawClient first = client(get("/"));
    QTRY_COMPARE(first.responses(), 1);
    QTRY_COMPARE(m_engine->clientProcesses().size(), 1);
    QCOMPARE(m_engine->clientProcesses()[ConnectionId(1)].pid, qint64(::getpid()));
    QTRY_COMPARE(changed.size(), 1);
}

void tst_KernelView::looksForNoProcessesIfToldSo()
{
    EngineSettings silent = settings();
    silent.findProcesses = false;
    HttpEngine other(silent, addLabRoutes);
    QVERIFY(other.listen());
    QSignalSpy changed(&other, &HttpEngine::clientProcessesChanged);
    QSignalSpy changedHere(&*m_engine, &HttpEngine::clientProcessesChanged);
    RawClient unseen(other.serverPort());
    RawClient seen = client(get("/"));
    QSignalSpy snapshots(&other, &HttpEngine::snapshotChanged);
    QTRY_COMPARE(m_engine->clientProcesses().size(), 1);
    QTRY_VERIFY(snapshots.size() >= 2); // the other one has had the same chance
    QVERIFY(other.clientProcesses().isEmpty());
    QVERIFY(changed.isEmpty());
}

void tst_KernelView::looksForNoProcessesIfNobodyWantsThem()
{
    QSignalSpy snapshots(&*m_engine, &HttpEngine::snapshotChanged);
    RawClient open = client(get("/"));
    QTRY_COMPARE(open.responses(), 1);
    snapshots.clear();
    QTRY_VERIFY(snapshots.size() >= 2);
    QVERIFY(m_engine->clientProcesses().isEmpty());
}

QTEST_GUILESS_MAIN(tst_KernelView)
#include "tst_kernelview.moc"
