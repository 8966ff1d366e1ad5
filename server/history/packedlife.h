// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "values/requestlife.h"

#include <array>
#include <type_traits>

namespace Drainboard {

/// A RequestLife in as little memory as it needs to be told: with a sequence number it takes 96 bytes. Any thread.
class PackedLife
{
public:
    PackedLife() = default;
    explicit PackedLife(const RequestLife &life);

    /// Its request line shares the text of \a lineBefore where both are the same, as those of many requests are.
    RequestLife unpacked(const QByteArray &lineBefore = {}) const;

    /// Of a request line so many bytes are kept.
    static constexpr qsizetype lineSize = 40;

private:
    qint64 m_endedAt = 0; // of the steady clock
    quint64 m_connection : 40 = 0;
    quint64 m_status : 10 = 0;
    quint64 m_lineSize : 6 = 0;
    quint64 m_outcome : 2 = 0;
    quint64 m_lossReason : 3 = 0;
    quint64 m_isLineCut : 1 = false;
    quint64 m_hasGap : 1 = false;
    quint64 m_hasFirstByteOut : 1 = false;
    quint32 m_number = 0;
    // Rounded numbers, in microseconds; all but the first are before m_endedAt.
    quint32 m_gap = 0;
    quint32 m_firstByteIn = 0;
    quint32 m_arrivedAt = 0;
    quint32 m_handedOnAt = 0;
    quint32 m_firstByteOut = 0;
    quint32 m_bytesIn = 0;
    quint32 m_bytesOut = 0;
    std::array<char, lineSize> m_line {};
};

static_assert(sizeof(PackedLife) == 88 && std::is_trivially_copyable_v<PackedLife>);

} // namespace Drainboard
