// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "connections/oncepersecond.h"

#include <QtGlobal>

#include <atomic>
#include <memory>
#include <utility>

namespace Drainboard {

/// How many connections may be open at a time, over all servers that share it. The count is exact. Any thread.
class ConnectionQuota : public std::enable_shared_from_this<ConnectionQuota>
{
    Q_DISABLE_COPY_MOVE(ConnectionQuota)

public:
    /// One connection's place: given back when it is destroyed. Empty where there was none to be had.
    class Place
    {
    public:
        Place() = default;
        Place(Place &&other) noexcept = default;
        Place &operator=(Place other) noexcept
        {
            m_quota.swap(other.m_quota);
            return *this;
        }
        ~Place();

        explicit operator bool() const { return m_quota != nullptr; }

    private:
        friend class ConnectionQuota;
        explicit Place(std::shared_ptr<ConnectionQuota> quota)
            : m_quota(std::move(quota))
        {
        }

        std::shared_ptr<ConnectionQuota> m_quota;
    };

    /// \a limit 0: what the limit on descriptors allows now, less a reserve for all that is not a connection. Each of
    /// \a workers needs some of it.
    explicit ConnectionQuota(int limit, int workers = 0);

    /// Where there is none, says so in the log, once a second at most.
    Place take();

private:
    void warn();

    const int m_limit;
    std::atomic<int> m_taken = 0;
    OncePerSecond m_warning;
};

} // namespace Drainboard
