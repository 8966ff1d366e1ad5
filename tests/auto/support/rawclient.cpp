// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "rawclient.h"

#include <array>
#include <cerrno>
#include <utility>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

RawClient::RawClient(quint16 port, int receiveBuffer)
    : m_descriptor(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    if (receiveBuffer > 0)
        ::setsockopt(m_descriptor, SOL_SOCKET, SO_RCVBUF, &receiveBuffer, sizeof receiveBuffer);
    sockaddr_in address {};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(m_descriptor, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0)
        close();
    else
        ::fcntl(m_descriptor, F_SETFL, O_NONBLOCK);
}

RawClient::RawClient(RawClient &&other) noexcept
{
    *this = std::move(other);
}

RawClient &RawClient::operator=(RawClient &&other) noexcept
{
    std::swap(m_descriptor, other.m_descriptor);
    std::swap(m_received, other.m_received);
    std::swap(m_end, other.m_end);
    return *this;
}

RawClient::~RawClient()
{
    close();
}

quint16 RawClient::port() const
{
    sockaddr_in address {};
    socklen_t size = sizeof address;
    ::getsockname(m_descriptor, reinterpret_cast<sockaddr *>(&address), &size);
    return ntohs(address.sin_port);
}

bool RawClient::send(const QByteArray &bytes)
{
    for (qsizetype sent = 0; sent < bytes.size();) {
        const ssize_t count = ::send(m_descriptor, bytes.constData() + sent, std::size_t(bytes.size() - sent),
                                     MSG_NOSIGNAL);
        if (count > 0) {
            sent += count;
        } else if (errno == EAGAIN) {
            pollfd writable { m_descriptor, POLLOUT, 0 };
            if (::poll(&writable, 1, 5000) <= 0)
                return false;
        } else {
            return false;
        }
    }
    return true;
}

void RawClient::sendFin()
{
    ::shutdown(m_descriptor, SHUT_WR);
}

void RawClient::close()
{
    if (m_descriptor >= 0)
        ::close(std::exchange(m_descriptor, -1));
}

void RawClient::reset()
{
    const linger none { .l_onoff = 1, .l_linger = 0 };
    ::setsockopt(m_descriptor, SOL_SOCKET, SO_LINGER, &none, sizeof none);
    close();
}

const QByteArray &RawClient::received()
{
    receive();
    return m_received;
}

RawClient::End RawClient::end()
{
    receive();
    return m_end;
}

int RawClient::responses()
{
    const QByteArray all = received().toLower(); // Qt 6.8 writes the names of fields in lower case
    int count = 0;
    for (qsizetype at = 0;;) {
        const qsizetype body = all.indexOf("\r\n\r\n", at) + 4;
        if (body < 4)
            return count;
        const qsizetype field = all.indexOf("content-length: ", at);
        if (field < 0 || field > body)
            return count;
        const qsizetype value = field + 16;
        const qsizetype size = all.sliced(value, all.indexOf('\r', value) - value).toLongLong();
        if (all.size() < body + size)
            return count;
        at = body + size;
        ++count;
    }
}

void RawClient::receive()
{
    std::array<char, 65536> buffer;
    while (m_descriptor >= 0 && m_end == End::None) {
        const ssize_t count = ::recv(m_descriptor, buffer.data(), buffer.size(), 0);
        if (count > 0)
            m_received.append(buffer.data(), count);
        else if (count == 0)
            m_end = End::Fin;
        else if (errno == EAGAIN)
            return;
        else
            m_end = End::Reset;
    }
}

QByteArray get(const QByteArray &target)
{
    return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
}
