// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "processes/processfinder.h"

#include <algorithm>
#include <iterator>
#include <system_error>
#include <unordered_map>
#include <utility>

namespace Drainboard {

ProcessFinder::ProcessFinder(const QHostAddress &host, quint16 port, std::chrono::milliseconds pause, QObject *parent)
    : QObject(parent)
    , m_host(host)
    , m_port(port)
    , m_pause(pause)
{
}

ProcessFinder::~ProcessFinder()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_stopped = true;
    }
    m_changed.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

void ProcessFinder::update(const Snapshot &snapshot)
{
    bool isSomethingSought = false;
    {
        const std::scoped_lock lock(m_mutex);
        Ids lookedFor;
        m_sought.clear();
        auto known = m_lookedFor.cbegin();
        for (const ConnectionFacts &info : snapshot.connections) {
            known = std::find_if(known, m_lookedFor.cend(), [&](ConnectionId id) { return id >= info->id; });
            if (known != m_lookedFor.cend() && *known == info->id)
                lookedFor.push_back(info->id);
            else if (info->state != ConnectionState::Closed)
                m_sought.push_back({ info->id, info->peer });
        }
        if (lookedFor.size() < m_lookedFor.size()) {
            m_lookedFor = std::move(lookedFor);
            ClientProcesses kept; // what is found was looked for
            for (const ConnectionId id : m_lookedFor) {
                if (const auto process = m_found.constFind(id); process != m_found.constEnd())
                    kept.insert(kept.cend(), id, *process);
            }
            m_found = kept;
        }
        isSomethingSought = !m_sought.empty();
    }
    if (isSomethingSought) {
        start();
        m_changed.notify_all();
    }
}

ClientProcesses ProcessFinder::processes() const
{
    const std::scoped_lock lock(m_mutex);
    return m_found;
}

void ProcessFinder::start()
{
    if (std::exchange(m_isStarted, true))
        return;
    try {
        m_thread = std::thread(&ProcessFinder::work, this);
    } catch (const std::system_error &) {
        // Then the processes stay unknown.
    }
}

void ProcessFinder::work()
{
    std::unique_lock lock(m_mutex);
    while (!m_stopped) {
        if (m_sought.empty()) {
            m_changed.wait(lock);
            continue;
        }
        const SteadyTime begin = SteadyClock::now();
        const std::vector<Sought> sought = std::exchange(m_sought, {});
        lock.unlock();
        look(sought);
        lock.lock();
        m_changed.wait_until(lock, begin + m_pause, [this] { return m_stopped.load(); });
    }
}

void ProcessFinder::look(const std::vector<Sought> &sought)
{
    SocketOwners::Inodes inodes;
    std::vector<std::pair<ConnectionId, quint64>> sockets;
    for (const auto &[id, peer] : sought) {
        if (const auto inode = inodeOf(peer)) {
            inodes.insert(*inode);
            sockets.emplace_back(id, *inode);
        }
    }
    SocketOwners::Owners owners;
    if (!inodes.empty()) {
        owners = m_owners.find(std::move(inodes), m_stopped);
        ++m_looks;
    }
    {
        const std::scoped_lock lock(m_mutex);
        Ids lookedFor;
        std::ranges::transform(sought, std::back_inserter(lookedFor), &Sought::id);
        Ids both;
        std::ranges::set_union(m_lookedFor, lookedFor, std::back_inserter(both));
        m_lookedFor = std::move(both);
        // A snapshot that came meanwhile wanted the same ones.
        std::erase_if(m_sought, [&](const Sought &one) { return std::ranges::binary_search(m_lookedFor, one.id); });
        ClientProcesses all = m_found; // what readers share is not written to
        for (const auto &[id, inode] : sockets) {
            if (const auto owner = owners.find(inode); owner != owners.end())
                all.insert(id, owner->second);
        }
        m_found = all;
    }
    if (!owners.empty())
        Q_EMIT found();
}

// Our client's own end is what to us is the peer.
std::optional<quint64> ProcessFinder::inodeOf(const QString &peer)
{
    const qsizetype colon = peer.lastIndexOf(u':');
    QString host = peer.left(colon);
    if (host.startsWith(u'['))
        host = host.mid(1, host.size() - 2);
    const SocketInodes::End client { QHostAddress(host), peer.mid(colon + 1).toUShort() };
    if (!client.host.isLoopback())
        return std::nullopt;
    // A server on all addresses is mostly reached by the one that the client has itself.
    const bool isSameProtocol = m_host.protocol() == client.host.protocol();
    const bool isAny = m_host == QHostAddress::Any || m_host == QHostAddress::AnyIPv4
        || m_host == QHostAddress::AnyIPv6;
    return m_inodes.find(client, { isAny || !isSameProtocol ? client.host : m_host, m_port });
}

} // namespace Drainboard

#include "moc_processfinder.cpp"
