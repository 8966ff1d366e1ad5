// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "history/packedlife.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace Drainboard {

namespace {

// A number as 27 bits and a power of two: exact up to 2^27, and to eight digits beyond, whatever there is to be told.
constexpr int exactBits = 27;

constexpr quint32 rounded(quint64 number)
{
    const int power = std::max(int(std::bit_width(number)) - exactBits, 0);
    if (power >= 32) // no such length of time, nor so many bytes
        return ~quint32(0);
    return quint32(power) << exactBits | quint32(number >> power);
}

constexpr quint64 number(quint32 rounded)
{
    return quint64(rounded & ((1u << exactBits) - 1)) << (rounded >> exactBits);
}

quint32 packed(std::chrono::microseconds time)
{
    return rounded(quint64(std::max<qint64>(time.count(), 0)));
}

quint32 packed(SteadyClock::duration time)
{
    return packed(std::chrono::duration_cast<std::chrono::microseconds>(time));
}

std::chrono::microseconds unpackedTime(quint32 time)
{
    return std::chrono::microseconds(qint64(number(time)));
}

} // namespace

PackedLife::PackedLife(const RequestLife &life)
    : m_endedAt(life.endedAt.time_since_epoch().count())
    , m_connection(quint64(life.connection) & ((quint64(1) << 40) - 1))
    , m_status(quint64(life.status) & 0x3ff)
    , m_lineSize(quint64(std::min(life.requestLine.size(), lineSize)) & 0x3f)
    , m_outcome(quint64(life.outcome) & 0x3)
    , m_lossReason(quint64(life.lossReason.value_or(LossReason())) & 0x7)
    , m_isLineCut(life.isLineCut || life.requestLine.size() > lineSize)
    , m_hasGap(life.gap.has_value())
    , m_hasFirstByteOut(life.firstByteOut.has_value())
    , m_number(quint32(life.number))
    , m_gap(packed(life.gap.value_or(std::chrono::microseconds(0))))
    , m_firstByteIn(packed(life.endedAt - life.firstByteIn))
    , m_arrivedAt(packed(life.endedAt - life.arrivedAt))
    , m_handedOnAt(packed(life.endedAt - life.handedOnAt))
    , m_firstByteOut(packed(life.endedAt - life.firstByteOut.value_or(life.endedAt)))
    , m_bytesIn(rounded(life.bytesIn))
    , m_bytesOut(rounded(life.bytesOut))
{
    std::memcpy(m_line.data(), life.requestLine.constData(), std::size_t(m_lineSize));
}

RequestLife PackedLife::unpacked(const QByteArray &lineBefore) const
{
    const SteadyTime end { SteadyClock::duration(m_endedAt) };
    RequestLife life;
    life.connection = ConnectionId(quint64(m_connection));
    life.number = m_number;
    life.outcome = RequestOutcome(int(m_outcome));
    if (life.outcome == RequestOutcome::Lost)
        life.lossReason = LossReason(int(m_lossReason));
    life.status = int(m_status);
    const QByteArrayView line(m_line.data(), qsizetype(m_lineSize));
    life.requestLine = lineBefore == line ? lineBefore : line.toByteArray();
    life.isLineCut = m_isLineCut;
    life.bytesIn = number(m_bytesIn);
    life.bytesOut = number(m_bytesOut);
    if (m_hasGap)
        life.gap = unpackedTime(m_gap);
    life.firstByteIn = end - unpackedTime(m_firstByteIn);
    life.arrivedAt = end - unpackedTime(m_arrivedAt);
    life.handedOnAt = end - unpackedTime(m_handedOnAt);
    if (m_hasFirstByteOut)
        life.firstByteOut = end - unpackedTime(m_firstByteOut);
    life.endedAt = end;
    return life;
}

} // namespace Drainboard
