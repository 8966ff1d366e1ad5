// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "connections/oncepersecond.h"

#include <QtGlobal>

#include <atomic>
#include <memory>
#include <utility>

namespace Drainboard {

/// How many connections may be open at a time, over all servers that share it; and, in spare places, how many more that
/// are about to end: one that is rejected, or has made room for another. Both counts are exact. Any thread.
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
            std::swap(m_isSpare, other.m_isSpare);
            return *this;
        }
        ~Place();

        explicit operator bool() const { return m_quota != nullptr; }
        /// It is that of a connection that is served.
        bool isRegular() const { return m_quota && !m_isSpare; }
        /// Leaves it to the caller, and takes a spare one instead, or none where there is none.
        [[nodiscard]] Place exchangeForSpare();

    private:
        friend class ConnectionQuota;
        Place(std::shared_ptr<ConnectionQuota> quota, bool isSpare)
            : m_quota(std::move(quota))
            , m_isSpare(isSpare)
        {
        }

        std::shared_ptr<ConnectionQuota> m_quota;
        bool m_isSpare = false;
    };

    /// \a limit 0: what the limit on descriptors allows now, less a reserve for all that is not a connection. Each of
    /// \a workers needs some of it, and each connection needs \a descriptorsEach. There are a tenth as many spare
    /// places, or 64 if that is more and \a limit is not 0.
    explicit ConnectionQuota(int limit, int workers = 0, int descriptorsEach = 1);

    /// Another \a limit from now on, as in the constructor. Those who have a place keep it, though they may be more.
    void setLimit(int limit, int workers = 0);

    Place take();
    /// A spare place, for a connection that is rejected. That is said in the log, once a second at most.
    Place reject();

private:
    class Count
    {
    public:
        bool take();
        void giveBack() { --m_taken; }
        std::atomic<int> limit = 0;

    private:
        std::atomic<int> m_taken = 0;
    };

    Place takeSpare();

    const int m_descriptorsEach;
    Count m_regular;
    Count m_spare;
    OncePerSecond m_warning;
};

} // namespace Drainboard
