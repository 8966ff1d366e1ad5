// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

// The façade of the library: an HTTP server whose connections can be watched and whose shutdown loses
// nothing. Lives in the thread that made it (the main thread of a program); the sockets live in workers.
// Functions are for that thread only, except where "any thread" is said.

#include "engine/enginesettings.h"
#include "values/shutdownreport.h"

#include <QObject>
#include <QUrl>

#include <chrono>
#include <memory>
#include <optional>

namespace Drainboard {

class HttpEngine : public QObject
{
    Q_OBJECT
    Q_PROPERTY(bool listening READ isListening NOTIFY listeningChanged)
    Q_PROPERTY(Drainboard::ShutdownPhase phase READ phase NOTIFY phaseChanged)

public:
    explicit HttpEngine(const EngineSettings &settings, RouteSetup routes = {}, QObject *parent = nullptr);
    /// Ends the workers' threads. Waits for a handler that blocks one.
    ~HttpEngine() override;

    const EngineSettings &settings() const;

    /// Starts accepting. False, with the reason in errorString(), where the address cannot be had, or what it takes to
    /// serve it.
    bool listen();
    QString errorString() const;
    /// From a successful listen() until the shutdown begins.
    bool isListening() const;
    /// The port that was asked for, or the one that the system picked; 0 before listen().
    quint16 serverPort() const;
    /// "http://127.0.0.1:3000/"
    QUrl url() const;

    /// All connections as they are now. Any thread; does not wait for a busy worker.
    Snapshot snapshot() const;
    /// How many are open now, also those that a busy worker has not got to yet. Any thread.
    qsizetype openConnections() const;

    ShutdownPhase phase() const;
    /// Begins the shutdown. Called again within 500 ms of the last call that counted: ignored; later: aborts
    /// what is left; a third time: ends the sequence as forced.
    void shutdown(ShutdownTrigger trigger = ShutdownTrigger::Api);
    /// Aborts what is left of a shutdown that has begun, without the wait of 500 ms. Otherwise does nothing.
    void abortNow();
    /// The shutdown so far, or as it ended. Any thread; does not wait for a busy worker.
    ShutdownReport report() const;
    /// The report of an end that is forced at this moment, for whoever forces it without this object's thread,
    /// which may be stuck. \a trigger and \a since count where that thread has not begun the shutdown. Any thread.
    ShutdownReport forcedReport(ShutdownTrigger trigger, SteadyTime since) const;
    /// Until the phase after the present one comes by itself; nullopt where it does not (any more).
    std::optional<std::chrono::milliseconds> timeUntilAbort() const;
    std::optional<std::chrono::milliseconds> timeUntilForce() const;

    /// Closes one connection in good order: what is being answered is answered first. Unknown ids are ignored.
    void disconnectConnection(ConnectionId id);
    /// Resets one connection. Unknown ids are ignored.
    void abortConnection(ConnectionId id);

Q_SIGNALS:
    /// False comes behind the phase that it comes with.
    void listeningChanged(bool listening);
    /// Each snapshotInterval, at each change of phase, and more often while a shutdown runs.
    void snapshotChanged(const Drainboard::Snapshot &snapshot);
    void phaseChanged(Drainboard::ShutdownPhase phase);
    /// No connection can be accepted for now: the limit on descriptors is reached, or memory is short. Once a second at
    /// most, as long as it lasts.
    void acceptingPaused();
    /// The sequence has ended, well (Closed) or not (Forced). Once.
    void shutdownFinished(const Drainboard::ShutdownReport &report);

private:
    void enterPhase(ShutdownPhase phase);
    ShutdownReport reportSince(ShutdownReport beginning, SteadyTime since) const;
    bool startWorkers(int listener);
    void sayChanged();
    void onWorkerDrained();

    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Drainboard
