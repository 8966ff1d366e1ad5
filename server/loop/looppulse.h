// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <atomic>
#include <chrono>
#include <optional>

namespace Drainboard {

/// Tells other threads since when an event loop has been busy without coming round. The loop's thread says when it
/// comes round and when it waits; busySince() is for any thread. Cheap enough for each pass: the clock is a coarse one.
class LoopPulse
{
public:
    using Clock = std::chrono::steady_clock;

    /// The loop has come round: what it does next begins now.
    void comeRound() { m_busySince.store(coarseNow(), std::memory_order_relaxed); }
    /// The loop has nothing to do, and waits.
    void rest() { m_busySince.store(atRest, std::memory_order_relaxed); }

    /// Nullopt while the loop waits. Up to a few milliseconds too early, never too late.
    std::optional<Clock::time_point> busySince() const
    {
        const auto since = m_busySince.load(std::memory_order_relaxed);
        return since == atRest ? std::nullopt : std::optional(Clock::time_point(Clock::duration(since)));
    }

    /// The present time, up to a few milliseconds too early. Costs next to nothing.
    static Clock::rep coarseNow();

private:
    static constexpr Clock::rep atRest = -1;

    std::atomic<Clock::rep> m_busySince = atRest;
};

} // namespace Drainboard
