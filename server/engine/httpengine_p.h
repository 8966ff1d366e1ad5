// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "connections/bufferbudget.h"
#include "connections/connectionquota.h"
#include "engine/acceptor.h"
#include "engine/httpengine.h"
#include "engine/shutdownsequence.h"
#include "engine/snapshotmaker.h"
#include "engine/worker.h"
#include "processes/processfinder.h"
#include "tracking/idlegrace.h"

#include <QTimer>

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace Drainboard {

/// What a HttpEngine has. Lives in its thread; what other threads may use says so.
class HttpEngine::Private
{
public:
    Private(const EngineSettings &engineSettings, RouteSetup routeSetup);

    ConnectionMirror::Tables readOnlyTables() const { return { tables.begin(), tables.end() }; }

    IdleGrace idleGrace() const;
    ShutdownReport makeReport(const ShutdownSequence::State &state) const;
    std::optional<ShutdownReport> copyOfFinalReport() const;

    EngineSettings settings; // this object's thread, where the shutdown plan is concerned
    const RouteSetup routes;
    std::atomic<ShutdownPolicy> policy; // of the settings, for any thread
    const std::shared_ptr<ConnectionTable::Ids> ids;
    const std::shared_ptr<ClosedRing> closed;
    const std::vector<std::shared_ptr<ConnectionTable>> tables; // constant, so that any thread may read it
    const std::shared_ptr<BufferBudget> budget;
    std::shared_ptr<ConnectionQuota> quota; // once it listens
    SnapshotMaker snapshots; // for snapshotChanged()
    std::vector<std::unique_ptr<Worker>> workers;
    std::unique_ptr<Acceptor> acceptor; // goes before the workers do
    std::size_t drainedWorkers = 0;
    ShutdownSequence sequence;
    QTimer snapshotTimer;
    std::unique_ptr<ProcessFinder> processes; // once somebody wants to know
    QHostAddress address;
    quint16 port = 0;
    QString error;
    bool listening = false;
    bool ready = false;

    mutable std::mutex limitsMutex;
    ServerLimits limits; // as they are now

    mutable std::mutex finalReportMutex; // guards the three below
    std::optional<std::chrono::milliseconds> stoppedListening; // the server behind a tap
    std::optional<EndedServer> endedServer; // behind a tap
    std::optional<ShutdownReport> finalReport; // once the sequence has ended
};

} // namespace Drainboard
