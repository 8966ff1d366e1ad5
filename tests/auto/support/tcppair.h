// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

// Two ends of a TCP connection within this process, for tests of what lies below sockets. For any one thread.

#include <QtGlobal>

#include <utility>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

class TcpPair
{
    Q_DISABLE_COPY(TcpPair)

public:
    TcpPair()
    {
        const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address {};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        auto *name = reinterpret_cast<sockaddr *>(&address);
        far = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        if (::bind(listener, name, size) == 0 && ::listen(listener, 1) == 0 && ::getsockname(listener, name, &size) == 0
            && ::connect(far, name, size) == 0)
            near = ::accept4(listener, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
        ::close(listener);
    }
    TcpPair(TcpPair &&other) noexcept
        : near(std::exchange(other.near, -1))
        , far(std::exchange(other.far, -1))
    {
    }
    ~TcpPair()
    {
        closeNear();
        closeFar();
    }

    bool isConnected() const { return near >= 0; }
    /// Makes the near end readable.
    void send(int flags = 0) { ::send(far, "x", 1, flags); }
    /// One byte at the near end.
    bool receive()
    {
        char byte;
        return ::recv(near, &byte, 1, MSG_DONTWAIT) == 1;
    }
    /// So that the near end cannot be written.
    void fill()
    {
        const char bytes[65536] = {};
        while (::send(near, bytes, sizeof bytes, MSG_DONTWAIT) > 0) { }
    }
    /// The near end gets an error.
    void reset()
    {
        const linger none { .l_onoff = 1, .l_linger = 0 };
        ::setsockopt(far, SOL_SOCKET, SO_LINGER, &none, sizeof none);
        closeFar();
    }
    void closeNear()
    {
        if (near >= 0)
            ::close(std::exchange(near, -1));
    }
    void closeFar()
    {
        if (far >= 0)
            ::close(std::exchange(far, -1));
    }

    int near = -1; ///< does not block
    int far = -1;
};
