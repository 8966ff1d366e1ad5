// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

// One end of a TCP connection, and a server that accepts such ends: for tests of what passes between two of them, in
// other threads. What waits, waits for a few seconds at most. For any one thread.

#include <QByteArray>

#include <optional>
#include <utility>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

class RawPeer
{
    Q_DISABLE_COPY(RawPeer)

public:
    enum class End { None, Fin, Reset };
    static constexpr int patience = 10'000; // milliseconds

    explicit RawPeer(int descriptor = -1)
        : m_descriptor(descriptor)
    {
    }
    RawPeer(RawPeer &&other) noexcept
        : m_descriptor(std::exchange(other.m_descriptor, -1))
    {
    }
    RawPeer &operator=(RawPeer &&other) noexcept
    {
        std::swap(m_descriptor, other.m_descriptor);
        return *this;
    }
    ~RawPeer() { close(); }

    /// Connects to 127.0.0.1:\a port.
    static RawPeer connectedTo(quint16 port)
    {
        sockaddr_in address {};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        if (::connect(descriptor, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0)
            return RawPeer(descriptor);
        ::close(descriptor);
        return RawPeer();
    }

    bool isConnected() const { return m_descriptor >= 0; }
    int descriptor() const { return m_descriptor; }
    /// All of it, while the other side takes it. False where it does not.
    bool send(const QByteArray &bytes)
    {
        qsizetype sent = 0;
        while (sent < bytes.size()) {
            if (!isReady(POLLOUT))
                return false;
            const ssize_t count = ::send(m_descriptor, bytes.data() + sent, std::size_t(bytes.size() - sent),
                                         MSG_NOSIGNAL | MSG_DONTWAIT);
            if (count < 0)
                return false;
            sent += count;
        }
        return true;
    }
    void sendFin() { ::shutdown(m_descriptor, SHUT_WR); }
    void close()
    {
        if (m_descriptor >= 0)
            ::close(std::exchange(m_descriptor, -1));
    }
    void reset()
    {
        const linger none { 1, 0 };
        ::setsockopt(m_descriptor, SOL_SOCKET, SO_LINGER, &none, sizeof none);
        close();
    }

    /// \a size bytes, or fewer where no more come.
    QByteArray receive(qsizetype size)
    {
        QByteArray received;
        while (received.size() < size) {
            const QByteArray some = receiveSome(size - received.size());
            if (some.isEmpty())
                break;
            received += some;
        }
        return received;
    }
    /// What is there, as soon as something is; nothing at the end.
    QByteArray receiveSome(qsizetype atMost = 65536)
    {
        QByteArray bytes(atMost, Qt::Uninitialized);
        if (!isReady(POLLIN))
            return {};
        const ssize_t count = ::recv(m_descriptor, bytes.data(), std::size_t(atMost), MSG_DONTWAIT);
        if (count == 0)
            m_end = End::Fin;
        else if (count < 0)
            m_end = End::Reset;
        bytes.truncate(std::max<ssize_t>(count, 0));
        return bytes;
    }
    /// Reads to the end, and says which one it is. None: it has not come in time.
    End end()
    {
        while (m_end == End::None && !receiveSome().isEmpty()) { }
        return std::exchange(m_end, End::None);
    }

private:
    bool isReady(short events)
    {
        pollfd entry { m_descriptor, events, 0 };
        return ::poll(&entry, 1, patience) > 0;
    }

    int m_descriptor = -1;
    End m_end = End::None;
};

/// Listens on 127.0.0.1, on a free port.
class RawServer
{
    Q_DISABLE_COPY_MOVE(RawServer)

public:
    RawServer()
        : m_descriptor(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_in address {};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        auto *name = reinterpret_cast<sockaddr *>(&address);
        ::bind(m_descriptor, name, size);
        ::getsockname(m_descriptor, name, &size);
        ::listen(m_descriptor, 4096);
        m_port = ntohs(address.sin_port);
    }
    ~RawServer() { stop(); }

    quint16 port() const { return m_port; }
    /// The next connection.
    RawPeer accept()
    {
        pollfd entry { m_descriptor, POLLIN, 0 };
        if (::poll(&entry, 1, RawPeer::patience) <= 0)
            return RawPeer();
        return RawPeer(::accept4(m_descriptor, nullptr, nullptr, SOCK_CLOEXEC));
    }
    void stop()
    {
        if (m_descriptor >= 0)
            ::close(std::exchange(m_descriptor, -1));
    }

private:
    int m_descriptor;
    quint16 m_port = 0;
};
