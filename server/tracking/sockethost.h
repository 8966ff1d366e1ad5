// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "loop/timewheel.h"
#include "values/connectioninfo.h"

#include <QHostAddress>
#include <QObject>
#include <QPointer>

#include <chrono>
#include <memory>

namespace Drainboard {

class BufferBudget;
class IdleConnections;
class IdleGrace;
class TrackedSocket;
struct ConnectionLimits;
struct SocketDeadline;

/// What a TrackedSocket needs of the server that it belongs to. Sockets hold it by QPointer, because a socket may be
/// deleted after its server. Lives in the thread of its sockets.
class SocketHost : public QObject
{
    Q_OBJECT

public:
    class Handling;

    using QObject::QObject;

    /// What clients may ask of each connection. It may change, in this thread; then sockets are told.
    virtual std::shared_ptr<const ConnectionLimits> limits() const = 0;
    /// What all connections share for requests that have not come whole.
    virtual std::shared_ptr<BufferBudget> bufferBudget() const = 0;

    /// The same as \a address. Nearly all sockets of a server have one local address: so it is in memory once.
    QHostAddress sharedAddress(const QHostAddress &address)
    {
        if (address != m_address)
            m_address = address;
        return m_address;
    }

    /// A socket calls it when it has been made, and remove() when it is deleted.
    virtual void add(TrackedSocket &socket) = 0;
    virtual void remove(TrackedSocket &socket) = 0;
    /// Gives \a socket a \a deadline, if it has none or a later one.
    virtual void setDeadline(TimeWheel::Entry &socket, const SocketDeadline &deadline) = 0;
    /// How long the thread has not got round to reading, all in all. It grows before a deadline comes that is late.
    virtual std::chrono::steady_clock::duration stalled() const = 0;
    /// What is received now was not there yet at this moment: the thread has looked since.
    virtual SteadyTime lookedBefore() const = 0;
    /// Those of its connections that can make room for others.
    virtual IdleConnections &idleConnections() = 0;
    /// When the idle connections of a drain are closed.
    virtual const IdleGrace &idleGrace() const = 0;
    /// Whether a request for a WebSocket is to be handed on as it is.
    virtual bool takesWebSockets() const = 0;

Q_SIGNALS:
    /// A connection is closed. Its socket may stay for a while.
    void connectionEnded();

private:
    /// A request of \a socket is about to be read and handled. Until the matching endHandling(), which is called in
    /// reverse order: a handler may run an event loop in which the request of another socket is handled.
    virtual void beginHandling(TrackedSocket &socket) = 0;
    virtual void endHandling() = 0;

    QHostAddress m_address; // the last one that was asked for
};

/// While it lives, a request of one socket is read and handled. Socket and host may be deleted meanwhile.
class SocketHost::Handling
{
    Q_DISABLE_COPY_MOVE(Handling)

public:
    Handling(SocketHost *host, TrackedSocket &socket)
        : m_host(host)
    {
        if (m_host)
            m_host->beginHandling(socket);
    }
    ~Handling()
    {
        if (m_host)
            m_host->endHandling();
    }

private:
    const QPointer<SocketHost> m_host;
};

} // namespace Drainboard
