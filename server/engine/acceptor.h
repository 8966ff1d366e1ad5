// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "connections/connectionquota.h"
#include "engine/workerchoice.h"
#include "net/filedescriptor.h"

#include <QDeadlineTimer>
#include <QObject>

#include <atomic>
#include <memory>
#include <thread>
#include <vector>

namespace Drainboard {

class TcpListener;
class Worker;

/// Accepts the connections of one listening socket for several workers, in a thread of its own. Each connection goes to
/// the worker that WorkerChoice names. So the workers' shares are even, however connections arrive, none waits for a
/// stuck worker while another is free, and neither a burst nor a lack of descriptors takes time from requests. The
/// object itself lives in the thread that made it; its functions are for that thread.
class Acceptor : public QObject
{
    Q_OBJECT

public:
    /// \a listener: a listening socket. The \a workers must outlive this object.
    Acceptor(FileDescriptor listener, std::shared_ptr<ConnectionQuota> quota, std::vector<Worker *> workers,
             QObject *parent = nullptr);
    /// As abandon(), and waits until that is done.
    ~Acceptor() override;

    /// Begins to accept. False where there is no descriptor or no thread for it.
    bool start();

    /// Hands over what the kernel has completed, ends the listening, and tells the workers that no more will come.
    /// Tries again and again as long as a connection waits for which there is no descriptor. Does not wait for all
    /// this.
    void stopListening();
    /// As stopListening(), but resets connections for which there is no descriptor. Also possible after
    /// stopListening(). Does not wait for it.
    void abandon();

Q_SIGNALS:
    /// No connection can be accepted for now: mostly, no descriptor or no memory is left. Accepting goes on by itself
    /// as soon as it can. Once a second at most.
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
    bool acceptSome(const TcpListener &listener);
    void handOver(FileDescriptor descriptor);
    void sayPaused();

    const FileDescriptor m_listener;
    const std::shared_ptr<ConnectionQuota> m_quota;
    const std::vector<Worker *> m_workers;
    const FileDescriptor m_wakeUp; // an eventfd
    std::atomic<Command> m_command = Command::None;
    // The thread's:
    QDeadlineTimer m_silence; // paused() is not emitted again before its end
    WorkerChoice m_choice;

    std::thread m_thread; // no QThread, which would want an event loop's descriptors
};

} // namespace Drainboard
