// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "connections/connectionmirror.h"
#include "loop/commandqueue.h"

#include <QObject>

#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <thread>

namespace Drainboard {

/// Makes snapshots in a thread of its own, which starts with the first: thousands of copies take milliseconds, which a
/// window has not. They are freed there, too. Functions are for the thread that it lives in, whose event loop must run.
class SnapshotMaker : public QObject
{
    Q_OBJECT

public:
    explicit SnapshotMaker(ConnectionMirror::Tables tables);

    /// Begins to make one, and returns at once. made() follows. Does nothing while one is being made.
    void begin();
    /// One of this moment. Of what has begun before, made() does not follow: that is older.
    Snapshot take();

Q_SIGNALS:
    void made(const Drainboard::Snapshot &snapshot);

private:
    void work(const std::stop_token &stop);
    Snapshot make(); // any thread
    void tell(const Snapshot &snapshot);

    bool m_isMaking = false;
    bool m_isOutdated = false; // what is being made

    std::mutex m_making; // guards the three below
    ConnectionMirror m_mirror;
    Snapshot m_last;
    Snapshot m_oneBefore; // nobody else has it once there is another: so the one who makes that frees it

    CommandQueue m_done;
    std::mutex m_mutex; // guards the two below
    std::condition_variable_any m_changed;
    bool m_isWanted = false;
    std::jthread m_thread; // uses all of the above, and so ends first
};

} // namespace Drainboard
