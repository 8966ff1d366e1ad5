// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "values/connectioninfo.h"

#include <QByteArray>

#include <deque>
#include <optional>
#include <utility>

namespace Drainboard {

/// What one end of a tapped connection has sent, on its way to the other end: it gets there later, in order. Has no
/// clock: it is told the times. Plain value logic, for any one thread.
class DelayLine
{
public:
    enum class Sign {
        Bytes,
        Fin,
        Reset,
    };
    struct Item
    {
        SteadyTime due {}; ///< when it gets there
        Sign sign = Sign::Bytes;
        QByteArray bytes {};
    };

    void add(Item item)
    {
        m_size += item.bytes.size();
        m_items.push_back(std::move(item));
    }
    /// The next one that is due \a now.
    std::optional<Item> take(SteadyTime now)
    {
        if (m_items.empty() || m_items.front().due > now)
            return std::nullopt;
        Item item = std::move(m_items.front());
        m_items.pop_front();
        m_size -= item.bytes.size();
        return item;
    }
    /// When that is. Only where it is not empty.
    SteadyTime nextDue() const { return m_items.front().due; }
    bool isEmpty() const { return m_items.empty(); }
    /// How many bytes are on their way.
    qsizetype size() const { return m_size; }

private:
    std::deque<Item> m_items;
    qsizetype m_size = 0;
};

} // namespace Drainboard
