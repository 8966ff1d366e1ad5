// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QtGlobal>

#include <algorithm>

namespace Drainboard {

/// Decides when memory that the process has, and nobody uses, is given back to the system. It is told of one look after
/// the other; it knows no allocator and no clock. For any one thread.
class TrimRule
{
public:
    /// Less than this is soon used again, and not worth the while.
    static constexpr qint64 worthIt = 32 * 1024 * 1024;
    /// What was unused in so many looks, one after the other, is not needed for requests.
    static constexpr int looksNeeded = 5;
    /// To ask how much is unused takes time. After an answer that is too little, so many looks pass without asking.
    static constexpr int pause = 10;

    /// \a resident: how much the process has, in bytes.
    explicit TrimRule(qint64 resident)
        : m_least(resident)
    {
    }

    /// A look. Whether isDue() wants to know how much of it is unused.
    bool mayBeDue(qint64 resident)
    {
        m_least = std::min(m_least, resident);
        const bool hasGrown = resident - m_least >= worthIt;
        if (!hasGrown)
            m_looks = 0;
        if (m_pause > 0)
            --m_pause;
        return hasGrown && m_pause == 0;
    }
    /// So much is \a unused in this look. Whether it is to be given back now.
    bool isDue(qint64 unused)
    {
        if (unused < worthIt) {
            m_looks = 0;
            m_pause = pause + 1;
            return false;
        }
        return ++m_looks >= looksNeeded;
    }
    /// It has been given back, and so much is left.
    void begin(qint64 resident)
    {
        m_least = resident;
        m_looks = 0;
    }

private:
    qint64 m_least; // since it was given back last
    int m_looks = 0; // that have found enough, one after the other
    int m_pause = 0;
};

} // namespace Drainboard
