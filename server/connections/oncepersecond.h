// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QtGlobal>

#include <atomic>
#include <chrono>

namespace Drainboard {

/// For what is to be said once a second at most, however often and in how many threads it happens. Any thread.
class OncePerSecond
{
public:
    /// Whether this is the first call in the present second.
    bool isDue()
    {
        const auto sinceBoot = std::chrono::steady_clock::now().time_since_epoch();
        const qint64 second = std::chrono::duration_cast<std::chrono::seconds>(sinceBoot).count();
        return m_lastSecond.exchange(second) != second;
    }

private:
    std::atomic<qint64> m_lastSecond = -1;
};

} // namespace Drainboard
