// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "child/childend.h"
#include "child/listeners.h"
#include "child/outputpipe.h"
#include "child/wardenprocess.h"

#include <QHostAddress>
#include <QObject>
#include <QStringList>
#include <QTimer>

#include <chrono>
#include <csignal>
#include <optional>

namespace Drainboard {

/// A server that we start, and stop when asked: some command, with all processes that come from it. None of them
/// outlives us, also if we are killed. It goes through its life once: to start again, make another one.
///
/// Its environment and its folder are ours; its standard input is empty; no other descriptor of ours reaches it.
/// Lives in the thread that made it, which must be one that lasts as long as this. It must not be deleted by who is
/// called by a signal of it.
class ChildServer : public QObject
{
    Q_OBJECT

public:
    struct Settings
    {
        QStringList command {}; ///< the program, which is looked for in PATH, and its arguments
        QHostAddress host = QHostAddress(QHostAddress::LocalHost); ///< where it is to listen
        quint16 port = 0;
        int stopSignal = SIGTERM;
        std::chrono::milliseconds readyTimeout = std::chrono::seconds(30); ///< it listens by then, or has failed
        /// The executable that becomes the warden: its main() calls runWarden() first. By default it is our own.
        QString warden = QStringLiteral("/proc/self/exe");
        /// How many descriptors the command may have (its soft limit), where that is not what we have.
        std::optional<quint64> descriptorLimit {};
        /// How long processes may stay that a server has left when it ended.
        std::chrono::milliseconds leftoversAtMost { 200 };
    };
    enum class State {
        NotStarted,
        Starting, ///< it does not listen yet
        Running,
        Stopping, ///< it was told to end, or is being killed
        Over, ///< nothing of it is left
    };
    Q_ENUM(State)

    explicit ChildServer(const Settings &settings, QObject *parent = nullptr);
    /// Kills what is left, and waits for that, up to five seconds.
    ~ChildServer() override;

    State state() const { return m_state; }
    /// Of the command's own process; -1 before started().
    qint64 processId() const { return m_pid; }
    /// The command has ended with exit code 0, and what it left is the server.
    bool hasForked() const { return m_end.hasForked; }
    /// Since stop(), once it does not listen any more.
    std::optional<ChildEnd::Duration> timeToStopListening() const { return m_end.timeToStopListening; }

    /// Once. What it leads to is told by signals, none of which comes before this returns.
    void start();
    /// Sends the stop signal to the command's own process alone, as systemd's "mixed" and Docker do, not to its group,
    /// as a terminal does. Where that process has left a daemon, the daemon gets it. Once: later calls change nothing.
    void stop();
    /// SIGKILL for all processes of it.
    void kill();

Q_SIGNALS:
    /// The command runs. It does not listen yet.
    void started(qint64 pid);
    /// A line of what it prints, without its end; \a isError: on standard error. A very long one comes as several.
    void outputLine(const QByteArray &line, bool isError);
    /// It listens.
    void ready();
    /// It could not be started, or does not listen: \a why is one sentence without a full stop, in English. Nothing is
    /// left of it, and nothing comes after this. Not emitted after ready(); nor after stop() or kill(), where it had
    /// started.
    void failed(const QString &why);
    /// After stop(): it does not listen any more, or has ended. Only where it was ready.
    void stoppedListening();
    /// It has ended, asked or not, and nothing is left of it. Nothing comes after this. Where failed() is emitted, this
    /// is not.
    void ended(const Drainboard::ChildEnd &end);

private:
    using Clock = std::chrono::steady_clock;

    void fail(const QString &why);
    void onStarted(qint64 pid);
    void onRefused(int error);
    void onCommandEnded(ProcessEnd end);
    void onGone(ProcessEnd last);
    void onLost();
    void lookWhetherReady();
    void giveUpWaiting();
    void lookWhetherStopped();
    void sayStoppedListening();
    void killLeftovers();
    void killAll();
    void finish();

    bool isListening() const { return m_listeners.accepts(m_settings.host, m_settings.port); }
    ChildEnd::Duration sinceStop() const { return Clock::now() - m_stoppedAt; }
    QString name() const;

    const Settings m_settings;
    const Listeners m_listeners;
    State m_state = State::NotStarted;
    qint64 m_pid = -1;
    bool m_wasReady = false;
    bool m_wasTold = false; // the stop signal was sent
    bool m_isKilling = false;
    bool m_isCommandOver = false;
    QString m_failure;
    ChildEnd m_end;
    Clock::time_point m_stoppedAt;

    QTimer m_readyLook;
    QTimer m_readyDeadline;
    QTimer m_stopLook;
    QTimer m_leftovers;
    QTimer m_survivors;
    OutputPipe m_output;
    OutputPipe m_errors;
    WardenProcess m_warden; // the first to go: nothing of the server is left then
};

} // namespace Drainboard
