// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QObject>
#include <QPointer>

#include <array>
#include <chrono>

class QAbstractEventDispatcher;

namespace Drainboard {

/// Knows when the event loop of a thread looked for events before it found the present ones. What it finds now has come
/// since then. Works with any dispatcher, and takes no precise time, since it does so at each pass. For one
/// thread.
class LoopPasses
{
    Q_DISABLE_COPY_MOVE(LoopPasses)

public:
    using Time = std::chrono::steady_clock::time_point;

    LoopPasses() = default;
    ~LoopPasses();

    /// From now on, it is the loop of the thread that calls. Costs nothing if it was that before.
    void follow();
    /// What the loop finds now was not there at this moment. That may be earlier than need be: where the loop waited
    /// long, or by a few milliseconds. The present time before follow().
    Time lookedBefore() const;

private:
    void wake();

    QPointer<QAbstractEventDispatcher> m_dispatcher;
    QMetaObject::Connection m_connection;
    std::array<std::chrono::steady_clock::rep, 3> m_wakings {}; // the last one first
};

} // namespace Drainboard
