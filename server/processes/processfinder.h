// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "processes/socketinodes.h"
#include "processes/socketowners.h"
#include "values/clientprocess.h"

#include <QObject>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

namespace Drainboard {

/// Knows which process is at the other end of each connection that comes from a loopback address. It looks for them in
/// a thread of its own, which starts when there is something to look for. Each connection is looked for once; all that
/// are new cost one look through /proc, and there is a pause between two. Lives in the thread that made it. Functions
/// are for that thread, except where "any thread" is said, and do not wait for a look.
class ProcessFinder : public QObject
{
    Q_OBJECT

public:
    /// \a host and \a port: where the server listens. \a pause: from the beginning of a look to the next one.
    ProcessFinder(const QHostAddress &host, quint16 port, std::chrono::milliseconds pause = std::chrono::seconds(1),
                  QObject *parent = nullptr);
    /// Ends a look that is going on.
    ~ProcessFinder() override;

    /// Looks for what is open in \a snapshot and was not looked for before. Forgets what is not in it any more.
    void update(const Snapshot &snapshot);

    /// What has been found so far, of the connections of the last snapshot. Any thread.
    ClientProcesses processes() const;
    /// How often /proc was looked through. Any thread.
    quint64 looks() const { return m_looks; }

Q_SIGNALS:
    /// There are more processes() than before. Emitted in another thread.
    void found();

private:
    using Ids = std::vector<ConnectionId>; // in ascending order
    struct Sought
    {
        ConnectionId id;
        QString peer;
    };

    void start();
    void work();
    void look(const std::vector<Sought> &sought);
    std::optional<quint64> inodeOf(const QString &peer);

    const QHostAddress m_host;
    const quint16 m_port;
    const std::chrono::milliseconds m_pause;
    std::atomic<bool> m_stopped = false;
    std::atomic<quint64> m_looks = 0;

    // The thread's:
    SocketInodes m_inodes;
    SocketOwners m_owners;

    mutable std::mutex m_mutex; // guards what follows; never held during a look
    std::condition_variable m_changed;
    std::vector<Sought> m_sought;
    Ids m_lookedFor; // of the last snapshot
    ClientProcesses m_found;

    bool m_isStarted = false; // also where no thread could be started
    std::thread m_thread; // uses all of the above
};

} // namespace Drainboard
