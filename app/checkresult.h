// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "crowd/crowdresult.h"
#include "values/shutdownreport.h"

#include <QJsonObject>
#include <QString>

#include <vector>

namespace Drainboard {

/// What one shutdown under a crowd has cost. A plain value.
struct CheckedShutdown
{
    CrowdResult crowd; ///< as the clients have seen it
    ShutdownReport report; ///< as the tap has seen it
    /// Requests that the clients count as lost, and whose connection the server had refused: without the tap they would
    /// not have been sent.
    std::array<qint64, crowdKinds> refusedRequests {};

    /// Requests that are lost, as the clients of one kind see it.
    qint64 lost(CrowdKind kind) const;
    qint64 lost() const;
    /// Connections that the server refused to clients of one kind.
    qint64 refused(CrowdKind kind) const;
    /// As that of the program: 0 nothing was lost and the server ended by itself in time, 3 something was lost, 1 it
    /// had to be killed.
    int exitCode() const;
    QJsonObject toJson() const;
};

/// What a whole check has found. A plain value.
struct CheckResult
{
    QString command; ///< that starts the server
    QString problem; ///< why the server could not be started, or the clients; else empty
    std::vector<CheckedShutdown> shutdowns;

    qint64 lost() const;
    /// The worst one: 1 where there is a problem, or a server was killed; else 3; else 0.
    int exitCode() const;
    /// All of it, for a machine.
    QJsonObject toJson() const;
    /// A table, for people.
    QString toText() const;
    /// For a CI system that reads JUnit's XML: a case for each kind of client, and one for the end of the server.
    QByteArray toJunit() const;
};

} // namespace Drainboard
