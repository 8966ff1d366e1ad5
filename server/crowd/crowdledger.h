// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "crowd/crowdresult.h"

#include <QHash>

#include <mutex>
#include <optional>

namespace Drainboard {

/// Keeps what has become of a crowd, while that goes on. The clients write, in their thread; any thread reads. Nobody
/// holds it for long.
class CrowdLedger
{
    Q_DISABLE_COPY_MOVE(CrowdLedger)

public:
    using Duration = std::chrono::microseconds;

    /// The crowd of \a plan starts now.
    explicit CrowdLedger(const CrowdPlan &plan);

    /// @{
    /// What client \a client has done or seen.
    void setState(int client, CrowdState state);
    void addConnection(int client, quint16 localPort);
    void addRefused(int client);
    void addNotTried(int client);
    void addClosed(int client, bool byServer, bool wasTold);
    void addBegun(int client);
    void addAnswered(int client, int status, bool wasSentWhole, Duration taken);
    void addLost(const CrowdLoss &loss);
    void addGivenUp(int client, bool wasSentWhole);
    /// @}

    std::chrono::steady_clock::time_point startedAt() const { return m_startedAt; }
    CrowdResult result() const;
    std::vector<CrowdClientInfo> clients() const;
    /// The last client that had a connection with \a localPort.
    std::optional<int> clientAt(quint16 localPort) const;

private:
    CrowdFigures &figuresOf(int client);

    const std::chrono::steady_clock::time_point m_startedAt = std::chrono::steady_clock::now();
    mutable std::mutex m_mutex; // guards all below
    CrowdResult m_result;
    std::vector<CrowdClientInfo> m_clients;
    QHash<quint16, int> m_ports;
};

} // namespace Drainboard
