// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "crowd/crowdresult.h"
#include "demo/demooutcome.h"
#include "demo/demoplan.h"
#include "demo/ownserver.h"
#include "history/requestreader.h"
#include "loop/commandqueue.h"
#include "loop/loopthread.h"

#include <QUrl>

#include <functional>
#include <memory>
#include <optional>

namespace Drainboard {

class Crowd;
class HttpEngine;
class ServerRun;

/// A server with its crowd, in a thread of their own: what else the program does must not delay the moments at which
/// they act, or the outcome would be another one. The object itself lives in the thread that made it, and its functions
/// are for that.
class DemoServer : public LoopThread
{
    Q_OBJECT

public:
    /// Who is told, in the server's thread.
    struct Events
    {
        /// It listens, and the crowd comes. Only for a server of the user's own: ours does when begin() returns.
        std::function<void()> begun;
        /// A server of the user's own could not be started, or tapped: a sentence without a full stop.
        std::function<void(const QString &)> failed;
        std::function<void(const Snapshot &)> snapshot;
        /// The shutdown has ended; the snapshot is the last one.
        std::function<void(const DemoOutcome &, const Snapshot &)> ended;
        /// A line that a server of the user's own has printed.
        std::function<void(const QString &)> said;
    };

    /// \a own: which server is to be started, and to have the crowd through a tap, in place of ours.
    DemoServer(const DemoPlan &plan, ShutdownPolicy policy, const std::optional<OwnServer> &own, Events events);
    /// Ends all at once. Nobody is told of anything any more when it returns.
    ~DemoServer() override;

    /// Listens, and has the crowd come; a server of the user's own is started, and that comes later. False, with the
    /// reason in errorString(), where that cannot be. Once.
    bool begin();
    QString errorString() const { return m_error; }
    // The rest is for one that has begun: not before Events::begun, where it is the user's own.
    /// The moment at which the crowd came.
    SteadyTime begunAt() const { return m_begunAt; }
    QUrl url() const { return m_url; }
    /// Before endServer().
    RequestReader requestReader() const;

    /// The shutdown begins at \a zero.
    void stopAt(SteadyTime zero);
    /// The server is gone, and its connections with it. The crowd stays.
    void endServer();
    CrowdResult clientsResult() const;
    std::optional<int> clientAt(quint16 port) const;

protected:
    void serve() override;

private:
    struct Scene;

    void startOwn();
    bool open();
    bool beginCrowd();

    const DemoPlan m_plan;
    const ShutdownPolicy m_policy;
    const std::optional<OwnServer> m_own;
    const Events m_events;
    // Set by the thread before it has begun.
    QString m_error;
    SteadyTime m_begunAt {};
    QUrl m_url;
    Scene *m_scene = nullptr; ///< the thread's; only its queue and its crowd's results are for others
};

} // namespace Drainboard
