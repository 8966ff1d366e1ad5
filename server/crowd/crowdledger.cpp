// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "crowd/crowdledger.h"

namespace Drainboard {

namespace {

constexpr int firstFailure = 500; // RFC 9110, 15.6

} // namespace

CrowdLedger::CrowdLedger(const CrowdPlan &plan)
{
    m_result.startedAt = m_startedAt;
    for (int i = 0; i < crowdKinds; ++i)
        m_result.kinds[std::size_t(i)].clients = plan.counts[std::size_t(i)];
    for (int i = 0; i < plan.total(); ++i)
        m_clients.push_back({ .number = i, .kind = plan.kindOf(i) });
}

CrowdFigures &CrowdLedger::figuresOf(int client)
{
    return m_result.kinds[std::size_t(m_clients[std::size_t(client)].kind)];
}

void CrowdLedger::setState(int client, CrowdState state)
{
    const std::scoped_lock lock(m_mutex);
    m_clients[std::size_t(client)].state = state;
}

void CrowdLedger::addConnection(int client, quint16 localPort)
{
    const std::scoped_lock lock(m_mutex);
    ++figuresOf(client).connections;
    m_clients[std::size_t(client)].localPort = localPort;
    m_ports[localPort] = client;
}

void CrowdLedger::addRefused(int client)
{
    const std::scoped_lock lock(m_mutex);
    ++figuresOf(client).refused;
}

void CrowdLedger::addNotTried(int client)
{
    const std::scoped_lock lock(m_mutex);
    ++figuresOf(client).notTried;
}

void CrowdLedger::addClosed(int client, bool byServer, bool wasTold)
{
    const std::scoped_lock lock(m_mutex);
    CrowdFigures &figures = figuresOf(client);
    ++(byServer ? figures.closedByServer : figures.closedByClient);
    figures.toldToClose += wasTold;
}

void CrowdLedger::addBegun(int client)
{
    const std::scoped_lock lock(m_mutex);
    ++figuresOf(client).begun;
    ++m_clients[std::size_t(client)].begun;
}

void CrowdLedger::addAnswered(int client, int status, bool wasSentWhole, Duration taken)
{
    const std::scoped_lock lock(m_mutex);
    CrowdFigures &figures = figuresOf(client);
    figures.sent += wasSentWhole;
    ++figures.answered;
    figures.failed += status >= firstFailure;
    figures.longest = std::max(figures.longest, taken);
    ++m_clients[std::size_t(client)].answered;
}

void CrowdLedger::addLost(const CrowdLoss &loss)
{
    const std::scoped_lock lock(m_mutex);
    CrowdFigures &figures = figuresOf(loss.client);
    figures.sent += loss.wasSentWhole;
    ++figures.lostBy[std::size_t(loss.reason)];
    ++m_clients[std::size_t(loss.client)].lost;
    if (m_result.losses.size() < CrowdResult::lossesKept)
        m_result.losses.push_back(loss);
}

void CrowdLedger::addGivenUp(int client, bool wasSentWhole)
{
    const std::scoped_lock lock(m_mutex);
    CrowdFigures &figures = figuresOf(client);
    figures.sent += wasSentWhole;
    ++figures.givenUp;
}

CrowdResult CrowdLedger::result() const
{
    const std::scoped_lock lock(m_mutex);
    return m_result;
}

std::vector<CrowdClientInfo> CrowdLedger::clients() const
{
    const std::scoped_lock lock(m_mutex);
    return m_clients;
}

std::optional<int> CrowdLedger::clientAt(quint16 localPort) const
{
    const std::scoped_lock lock(m_mutex);
    const auto found = m_ports.constFind(localPort);
    return found == m_ports.cend() ? std::nullopt : std::optional(*found);
}

} // namespace Drainboard
