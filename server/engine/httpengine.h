// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "engine/enginesettings.h"
#include "history/requestreader.h"
#include "values/clientprocess.h"
#include "values/shutdownreport.h"
#include "values/tcpfigures.h"

#include <QFuture>
#include <QObject>
#include <QUrl>

#include <chrono>
#include <memory>
#include <optional>

namespace Drainboard {

/// An HTTP server whose connections can be watched, and whose shutdown loses nothing. Lives in the thread that made it,
/// mostly the main thread; its sockets live in threads of their own. Functions are for that thread, except where "any
/// thread" is said.
class HttpEngine : public QObject
{
    Q_OBJECT
    /// Whether connections are accepted: from a successful listen() until Draining begins.
    Q_PROPERTY(bool listening READ isListening NOTIFY listeningChanged)
    /// Whether new clients should come: from a successful listen() until the shutdown begins.
    Q_PROPERTY(bool ready READ isReady NOTIFY readyChanged)
    /// How far the shutdown has come.
    Q_PROPERTY(Drainboard::ShutdownPhase phase READ phase NOTIFY phaseChanged)

public:
    /// Does not listen yet. \a routes is called in each worker's thread, before it serves; without it each request is
    /// answered with 404.
    explicit HttpEngine(const EngineSettings &settings, RouteSetup routes = {}, QObject *parent = nullptr);
    /// Ends the workers' threads. Waits for a handler that blocks one.
    ~HttpEngine() override;

    /// As they were given, and the last plan with them. For the limits of now, see limits().
    const EngineSettings &settings() const;
    /// Changes what the shutdown will do. False, and nothing changes, once it has begun.
    bool setShutdownPlan(const ShutdownPlan &plan);
    /// What clients may ask for now: at first EngineSettings::limits. Any thread.
    ServerLimits limits() const;
    /// Changes that, at any time, for connections that are open, too. Each worker takes it over when it comes round. A
    /// time that has passed already ends what it is for. A body that is coming is measured by the sizes that held when
    /// its request began. Where more connections are open than there may be now, they stay.
    void setLimits(const ServerLimits &limits);

    /// Starts accepting. False, with the reason in errorString(), where the address cannot be had, or what it takes to
    /// serve it.
    bool listen();
    /// Why listen() failed, in words for people, in English; empty if it did not.
    QString errorString() const;
    /// From a successful listen() until Draining begins. So it stays true in Leaving.
    bool isListening() const;
    /// From a successful listen() until Leaving or Draining begins. What a load balancer wants to know.
    bool isReady() const;
    /// The port that was asked for, or the one that the system picked; 0 before listen().
    quint16 serverPort() const;
    /// "http://127.0.0.1:3000/"
    QUrl url() const;

    /// All connections as they are now. Any thread; does not wait for a busy worker.
    Snapshot snapshot() const;
    /// Those that have closed since an earlier call, which gave \a after as ClosedConnections::next; without it, all
    /// that are kept: see EngineSettings::closedKept. Any thread; does not wait for a busy worker, and keeps none
    /// waiting.
    ClosedConnections closedConnections(quint64 after = 0) const;
    /// How many are open now, also those that a busy worker has not got to yet. Any thread.
    qsizetype openConnections() const;

    /// To read what has become of each request, and how many there are in a second. Any thread. At a forced end the
    /// requests that are then lost are the last ones.
    RequestReader requestReader() const;
    /// The one that the next connection gets. Any thread.
    ConnectionId nextConnectionId() const;

    /// How far the shutdown has come.
    ShutdownPhase phase() const;
    /// As shutdown(), by \a trigger: free text, for the report. A signal goes by its name: "SIGTERM".
    void triggerShutdown(const QString &trigger);
    /// The shutdown so far, or as it ended. Any thread; does not wait for a busy worker.
    ShutdownReport report() const;
    /// The report of an end that is forced now, for a program that ends without this object's thread because that is
    /// stuck. If that thread has not begun the shutdown yet, the report takes \a trigger and \a since for its
    /// beginning. If the shutdown has ended already, this is its report. Any thread; does not wait for a busy worker.
    ShutdownReport forcedReport(const QString &trigger, SteadyTime since) const;
    /// The time until Leaving ends and Draining begins; nullopt in all other phases.
    std::optional<std::chrono::milliseconds> timeUntilDrain() const;
    /// The time until connections are aborted; nullopt before Draining, and if that does not come by itself, or not any
    /// more.
    std::optional<std::chrono::milliseconds> timeUntilAbort() const;
    /// The time until the end is forced; nullopt before Draining, and if that does not come any more.
    std::optional<std::chrono::milliseconds> timeUntilForce() const;

    /// Closes one connection in good order: what is being answered is answered first. Unknown ids are ignored.
    void disconnectConnection(ConnectionId id);
    /// Resets one connection. Unknown ids are ignored.
    void abortConnection(ConnectionId id);
    /// What the kernel knows of one connection now. Its worker is asked, and nobody waits: a busy worker answers late.
    /// The answer is nullopt where no open connection has this \a id, or the engine goes before the worker has
    /// answered. So there always is one, and the future is never canceled. Behind a tap, the Server's \a side is the
    /// connection to the server behind; there the tap is who TcpFigures calls the server, and the server is the client.
    QFuture<std::optional<TcpFigures>> requestTcpFigures(ConnectionId id, EndSide side = EndSide::Client);
    /// The processes of the clients that come from a loopback address, as far as they are known. They are looked for
    /// only under EngineSettings::findProcesses, and while somebody is connected to clientProcessesChanged(): then
    /// those of each snapshot's new connections, in a thread of their own, once a second at most. Those of other users
    /// are known to root alone. What is in no snapshot any more is forgotten.
    ClientProcesses clientProcesses() const;

public Q_SLOTS:
    /// Begins the shutdown: Leaving where there is a shutdownDelay, else Draining. Each later call goes one phase
    /// further: it ends Leaving, then aborts what is left, then ends the sequence as forced. A call within 500 ms of
    /// the last one that counted is ignored. The report names "api" as the trigger.
    void shutdown();
    /// Aborts what is left of a shutdown that has begun, at once, and ends Leaving for that. Also where its end was
    /// forced: what was left open then is reset now, what a stuck worker has as soon as that comes round. Snapshots go
    /// on, the report stays as it is. Otherwise does nothing.
    void abortNow();

    /// Behind a tap whose settings name a command: the server does not listen any more, \a after it was told to stop.
    /// For the report; clients may come still, and are refused.
    void serverStoppedListening(std::chrono::milliseconds after);
    /// Behind a tap whose settings name a command: the server is gone, as \a end says. What it has sent is passed
    /// on; then the shutdown ends. Begins one, if none has begun.
    void serverEnded(const Drainboard::EndedServer &end);

Q_SIGNALS:
    /// At the beginning of Draining, phaseChanged() comes first.
    void listeningChanged(bool listening);
    /// True behind listeningChanged(), false behind phaseChanged(), at the beginning of a shutdown.
    void readyChanged(bool ready);
    /// Each snapshotInterval, at each change of phase, and more often while a shutdown runs.
    void snapshotChanged(const Drainboard::Snapshot &snapshot);
    /// There are more clientProcesses() than before.
    void clientProcessesChanged();
    /// At each step of the shutdown.
    void phaseChanged(Drainboard::ShutdownPhase phase);
    /// settings() have another plan.
    void shutdownPlanChanged();
    /// There are other limits().
    void limitsChanged();
    /// No connection can be accepted for now: the limit on descriptors is reached, or memory is short. Once a second at
    /// most, as long as it lasts.
    void acceptingPaused();
    /// The sequence has ended, well (Closed) or not (Forced). Once.
    void shutdownFinished(const Drainboard::ShutdownReport &report);

private:
    /// The first phase after Running. Whether it was ready.
    bool beginShutdown();
    void enterPhase(ShutdownPhase phase);
    void abortConnections();
    bool startWorkers(int listener);
    bool areProcessesWanted() const;
    bool isSnapshotWanted() const;
    void beginSnapshot();
    void sayChanged();
    void tellSnapshot(const Snapshot &snapshot);
    void findProcesses(const Snapshot &snapshot);
    void onWorkerDrained();

    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Drainboard
