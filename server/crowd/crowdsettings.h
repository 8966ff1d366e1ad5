// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "crowd/crowdplan.h"

#include <QByteArray>
#include <QHostAddress>
#include <QList>

#include <chrono>
#include <utility>

namespace Drainboard {

/// What a Crowd is told before it starts. A plain value.
struct CrowdSettings
{
    QHostAddress address { QHostAddress::LocalHost }; ///< of the server
    quint16 port = 0; ///< of the server
    CrowdPlan plan = defaultCrowd; ///< who there is
    quint32 seed = 1; ///< with the same one and the same plan, each client pauses as long
    QByteArray host; ///< the Host that requests name; empty: address and port
    QByteArray method = "GET"; ///< of all but uploads, which POST
    QByteArray path = "/"; ///< what is asked for, with its query
    std::array<QByteArray, crowdKinds> paths {}; ///< by CrowdKind: what it asks for in place of path; empty: that
    QByteArray body; ///< of each request; an upload without one sends some kilobytes
    QList<std::pair<QByteArray, QByteArray>> headers; ///< more fields of each request: names and values
    /// A round trip that the clients pretend: what they send is sent half of it later, and what comes to them is acted
    /// upon half of it later.
    std::chrono::milliseconds distance { 0 };
    /// Without it, clients pause as long as they like. With it, each client that asks again has moments of its own to
    /// do so, which come once in this time, counted from the crowd's start, and are spread evenly. So at a given moment
    /// the same clients have a request in progress, whenever the crowd is started. Pollers keep their second.
    std::chrono::milliseconds beat { 0 };
    std::chrono::milliseconds requestTimeout { 30'000 }; ///< until a request counts as lost; hang and noread have none
    /// Whether those that wait, idle ones and preconnected ones, close when the server does. Chromium does not: the
    /// connection stays half-open until the server resets it, or the crowd stops.
    bool answersFin = true;

    const QByteArray &pathOf(CrowdKind kind) const;
    /// What of it no client can do, in one line. Empty if there is nothing.
    QString problem() const;
};

} // namespace Drainboard
