// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "processes/socketinodes.h"

#include <QtEndian>

#include <array>
#include <cstring>

#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace Drainboard {

namespace {

struct Request
{
    nlmsghdr header;
    inet_diag_req_v2 body;
};

struct alignas(nlmsghdr) Answer
{
    std::array<char, 8192> bytes;
};

void writeHost(const QHostAddress &host, __be32 (&words)[4])
{
    if (host.protocol() == QAbstractSocket::IPv6Protocol) {
        const Q_IPV6ADDR address = host.toIPv6Address();
        std::memcpy(words, &address, sizeof address);
    } else {
        words[0] = qToBigEndian(host.toIPv4Address());
    }
}

} // namespace

SocketInodes::SocketInodes()
    : m_netlink(::socket(AF_NETLINK, SOCK_DGRAM | SOCK_CLOEXEC, NETLINK_SOCK_DIAG))
{
    const timeval patience { .tv_sec = 1, .tv_usec = 0 }; // it answers at once, or never
    if (m_netlink.isValid())
        ::setsockopt(m_netlink.number(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
}

std::optional<quint64> SocketInodes::find(const End &local, const End &remote)
{
    if (!m_netlink.isValid())
        return std::nullopt;
    Request request {};
    request.header.nlmsg_len = sizeof request;
    request.header.nlmsg_type = SOCK_DIAG_BY_FAMILY;
    request.header.nlmsg_flags = NLM_F_REQUEST;
    request.header.nlmsg_seq = ++m_sequence;
    request.body.sdiag_family = local.host.protocol() == QAbstractSocket::IPv6Protocol ? AF_INET6 : AF_INET;
    request.body.sdiag_protocol = IPPROTO_TCP;
    request.body.idiag_states = ~0u;
    inet_diag_sockid &id = request.body.id;
    id.idiag_sport = qToBigEndian(local.port);
    id.idiag_dport = qToBigEndian(remote.port);
    writeHost(local.host, id.idiag_src);
    writeHost(remote.host, id.idiag_dst);
    id.idiag_cookie[0] = INET_DIAG_NOCOOKIE;
    id.idiag_cookie[1] = INET_DIAG_NOCOOKIE;
    if (::send(m_netlink.number(), &request, sizeof request, 0) != ssize_t(sizeof request))
        return std::nullopt;

    Answer answer;
    for (;;) {
        const ssize_t size = ::recv(m_netlink.number(), answer.bytes.data(), answer.bytes.size(), 0);
        const auto *header = reinterpret_cast<const nlmsghdr *>(answer.bytes.data());
        if (size < 0 || !NLMSG_OK(header, std::size_t(size)))
            return std::nullopt;
        if (header->nlmsg_seq != m_sequence) // one that was late
            continue;
        if (header->nlmsg_type != SOCK_DIAG_BY_FAMILY || header->nlmsg_len < NLMSG_LENGTH(sizeof(inet_diag_msg)))
            return std::nullopt; // mostly: there is no such socket
        const auto *found = static_cast<const inet_diag_msg *>(NLMSG_DATA(header));
        // Where no connection fits, the kernel takes a listener on that port for the answer.
        if (found->id.idiag_dport != id.idiag_dport || found->idiag_inode == 0)
            return std::nullopt;
        return found->idiag_inode;
    }
}

} // namespace Drainboard
