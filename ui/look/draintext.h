// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "values/connectioninfo.h"

#include <QCoreApplication>

#include <chrono>
#include <optional>

namespace Drainboard {

/// A drain that goes on, as far as it matters for what connections wait for. A plain value.
struct DrainTerms
{
    ShutdownPolicy policy = ShutdownPolicy::Drain;
    SteadyTime since {}; ///< when it began
    std::optional<std::chrono::milliseconds> idleGrace {}; ///< nullopt where each connection is judged by itself
    bool isServers = false; ///< it is that of the server behind a tap, which alone closes connections

    friend bool operator==(const DrainTerms &, const DrainTerms &) = default;
};

/// What a connection waits for while a drain goes on, in few words: "answering /hang for 12 s". Any thread.
class DrainText
{
    Q_DECLARE_TR_FUNCTIONS(Drainboard::DrainText)

public:
    static QString of(const ConnectionInfo &connection, SteadyTime now, const DrainTerms &drain);

private:
    static QString ofIdle(const ConnectionInfo &connection, SteadyTime now, const DrainTerms &drain);
    static QString ofResponse(const ConnectionInfo &connection, SteadyTime now);
};

} // namespace Drainboard
