// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "connections/oncepersecond.h"

#include <QtGlobal>

#include <atomic>
#include <memory>
#include <utility>

namespace Drainboard {

/// How much memory all requests together may take that have not come whole, in bytes. Shared by the connections of all
/// servers. Any thread.
class BufferBudget
{
    Q_DISABLE_COPY_MOVE(BufferBudget)

public:
    /// What one connection holds: given back when it is destroyed. For any one thread.
    class Share
    {
        Q_DISABLE_COPY(Share)

    public:
        explicit Share(std::shared_ptr<BufferBudget> budget)
            : m_budget(std::move(budget))
        {
        }
        ~Share() { set(0); }

        /// From now on the connection holds \a bytes. False if that, with what others hold, is over the limit: the
        /// connection should give it back. That is said in the log, once a second at most.
        bool set(qint64 bytes);

    private:
        const std::shared_ptr<BufferBudget> m_budget;
        qint64 m_bytes = 0;
    };

    /// \a limit 0: none.
    explicit BufferBudget(qint64 limit);

    /// Another \a limit from now on. What is held already may stay.
    void setLimit(qint64 limit) { m_limit = limit; }

private:
    bool change(qint64 difference);
    void warn();

    std::atomic<qint64> m_limit;
    std::atomic<qint64> m_taken = 0;
    OncePerSecond m_warning;
};

} // namespace Drainboard
