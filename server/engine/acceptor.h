// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

// Accepts the connections of one listening socket for several workers, in a thread of its own: each goes to the worker
// that has the fewest. So their shares are even however they arrive, and neither a burst nor a lack of descriptors
// takes time from requests. The object itself lives in the thread that made it; its functions are for that thread.

#include "connections/connectionquota.h"

#include <QDeadlineTimer>
#include <QObject>

#include <atomic>
#include <cstddef>
#include <memory>
#include <thread>
#include <vector>

namespace Drainboard {

class TcpListener;
class Worker;

class Acceptor : public QObject
{
    Q_OBJECT

public:
    /// Owns \a listener, a listening socket. The \a workers must outlive this object.
    Acceptor(int listener, std::shared_ptr<ConnectionQuota> quota, std::vector<Worker *> workers,
             QObject *parent = nullptr);
    /// As abandon(), and waits until that is done.
    ~Acceptor() override;

    /// Begins to accept. False where there is no descriptor or no thread for it.
    bool start();

    /// Hands over what the kernel has completed, ends the listening, and tells the workers that this was all. Does not
    /// wait for it.
    void stopListening();
    /// The same without patience: those for which there is no descriptor are reset, and not waited for. Also after
    /// stopListening(). Does not wait for it.
    void abandon();

Q_SIGNALS:
    /// No connection can be accepted for now, for want of descriptors or memory: it goes on by itself as soon as it
    /// can. Once a second at most.
    void paused();

private:
    enum class Command {
        None,
        StopListening,
        Abandon,
    };
    void command(Command command);
    void run();
    bool waitFor(int descriptor, int milliseconds);
    void acceptSome(const TcpListener &listener);
    void handOver(int descriptor);
    void sayPaused();

    const int m_listener;
    const std::shared_ptr<ConnectionQuota> m_quota;
    const std::vector<Worker *> m_workers;
    int m_wakeUp = -1; // an eventfd
    std::atomic<Command> m_command = Command::None;
    // The thread's:
    QDeadlineTimer m_saidPaused; // has expired: may be said again
    std::size_t m_last = 0; // the worker that got the last one

    std::thread m_thread; // no QThread, which would want an event loop's descriptors
};

} // namespace Drainboard
