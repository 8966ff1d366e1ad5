// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "crowd/crowdresult.h"
#include "demo/demooutcome.h"
#include "demo/demoplan.h"
#include "demo/ownserver.h"
#include "history/requestreader.h"
#include "loop/commandqueue.h"
#include "values/connectioninfo.h"

#include <QObject>
#include <QTimer>
#include <QUrl>

#include <memory>
#include <optional>

namespace Drainboard {

class DemoServer;

/// One server of a demo, with a crowd of its own before it. It begins, is told to stop, ends, and gives back all that
/// it had. Then it can begin again. Lives in the thread that made it.
class DemoStage : public QObject
{
    Q_OBJECT

public:
    enum class State {
        Ready, ///< nothing runs
        Starting, ///< a server of the user's own has been started, and does not listen yet
        Warm, ///< the crowd is there, or comes; the shutdown is to begin when somebody says so
        Playing, ///< the moment of the shutdown is known, or past
        Ending, ///< the server has ended, and its last clients leave
    };

    /// Of a server of ours.
    explicit DemoStage(ShutdownPolicy policy, QObject *parent = nullptr);
    /// Of one of the user's own, which the crowd has through a tap.
    explicit DemoStage(const OwnServer &own, QObject *parent = nullptr);
    ~DemoStage() override;

    ShutdownPolicy policy() const { return m_policy; }
    /// Nothing where it is a server of ours.
    const std::optional<OwnServer> &ownServer() const { return m_own; }
    State state() const { return m_state; }
    /// The last one that begin() was told.
    const DemoPlan &plan() const { return m_plan; }

    /// Has the server listen and the crowd come: then it is Warm. One of the user's own takes its time for that. False,
    /// with the reason in errorString(), where it cannot be. Only when it is Ready.
    bool begin(const DemoPlan &plan);
    /// The shutdown is to begin at the next moment at which the clients do what the plan says, and which is not before
    /// the end of the plan's warm-up. Only when it is Warm.
    void play();
    /// Ends all at once. There is no outcome then.
    void cancel();
    /// One line for people.
    QString errorString() const { return m_error; }

    /// The moment at which the shutdown begins. Nothing before play().
    std::optional<SteadyTime> zero() const { return m_zero; }
    /// Nothing before the server has ended.
    const std::optional<DemoOutcome> &outcome() const { return m_outcome; }
    /// What the clients say, from the other end. Complete once the stage is Ready again.
    const CrowdResult &clientsResult() const { return m_clientsResult; }
    /// Where the server is, for others who want to come.
    QUrl url() const;
    /// Of the server that runs. Not while it is Starting.
    RequestReader requestReader() const;
    /// The number of the client at the other end; nullopt where it is none of the crowd, or not known yet.
    std::optional<int> clientOf(const ConnectionInfo &connection) const;

Q_SIGNALS:
    /// It is Warm. Within begin(), where the server is ours.
    void begun();
    /// The server of the user's own could not be started, as errorString() says. The stage is Ready again.
    void failed();
    /// A line that the server of the user's own has printed, marked as its own.
    void said(const QString &line);
    /// The connections as they are now: ten times a second, and at the very end.
    void snapshotTaken(const Drainboard::Snapshot &snapshot);
    /// The server has ended, and there is an outcome.
    void ended();
    /// All is given back: the stage is Ready again.
    void released();

private:
    DemoStage(ShutdownPolicy policy, const std::optional<OwnServer> &own, QObject *parent);

    void becomeWarm();
    void fail(const QString &why);
    void finish(const DemoOutcome &outcome, const Snapshot &last);
    void endServer();
    void release();

    const ShutdownPolicy m_policy;
    const std::optional<OwnServer> m_own;
    State m_state = State::Ready;
    int m_round = 0; ///< counts the servers
    bool m_hasBegun = false; ///< the server listens, or has
    DemoPlan m_plan;
    QString m_error;
    std::optional<SteadyTime> m_zero;
    std::optional<DemoOutcome> m_outcome;
    CrowdResult m_clientsResult;
    QTimer m_untilReleased;
    CommandQueue m_news; ///< from the server's thread
    std::unique_ptr<DemoServer> m_server; ///< while it is not Ready
};

} // namespace Drainboard
