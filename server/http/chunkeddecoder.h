// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "http/headerlines.h"

#include <QByteArrayView>

#include <algorithm>
#include <limits>

namespace Drainboard {

/// Takes the chunks off a message's body (RFC 9112, 7.1). Looks at each byte once, however the body is cut into pieces.
/// Nothing is accepted that the grammar does not have: no bare LF, no control character, no folded trailer. Other
/// recipients might see the end of the body elsewhere. Plain value logic, for any one thread.
class ChunkedDecoder
{
public:
    /// In bytes.
    struct Limits
    {
        quint64 body = std::numeric_limits<quint64>::max(); ///< of what is in the chunks
        qsizetype line
            = std::numeric_limits<qsizetype>::max(); ///< of a chunk's line; of the last one with all trailers
    };
    enum class Problem {
        None,
        Malformed,
        LineTooLong,
        BodyTooLarge, ///< also where the chunks' lines add too much to it
    };

    ChunkedDecoder() = default;
    explicit ChunkedDecoder(const Limits &limits)
        : m_limits(limits)
    {
    }

    /// Calls \a take with what is in the chunks, piece by piece, as QByteArrayView into \a bytes. Returns how many
    /// bytes belong to the body: fewer than all only if it is complete or there is a problem.
    template <typename Take> qsizetype put(QByteArrayView bytes, Take take);

    /// The last chunk and the trailers are there.
    bool isComplete() const { return m_state == State::Complete; }
    Problem problem() const { return m_problem; }

private:
    enum class State {
        SizeBegin,
        Size,
        ExtensionBegin,
        ExtensionNameBegin,
        ExtensionName,
        ExtensionNameEnd,
        ExtensionValueBegin,
        ExtensionValue,
        ExtensionQuoted,
        ExtensionEscaped,
        ExtensionQuotedEnd,
        SizeLf,
        Data,
        DataCr,
        DataLf,
        Trailers,
        Complete,
    };
    bool isOver() const { return isComplete() || m_problem != Problem::None; }
    void step(char c);
    State next(char c);
    State expect(bool valid, State state);
    State sizeDigit(char c);
    State endSizeOr(char c, bool valid, State state);
    State beginChunk();
    State trailer(char c);
    void bound();

    Limits m_limits;
    State m_state = State::SizeBegin;
    Problem m_problem = Problem::None;
    HeaderLines m_trailers { HeaderLines::Begin::WithFields };
    quint64 m_size = 0; // of the chunk
    quint64 m_left = 0; // of the chunk, still to come
    quint64 m_total = 0; // of the chunks so far, the present one included
    quint64 m_overhead = 0; // all that was not in chunks
    qsizetype m_line = 0; // bytes of the present line; of all trailers together
};

template <typename Take> qsizetype ChunkedDecoder::put(QByteArrayView bytes, Take take)
{
    qsizetype used = 0;
    while (used < bytes.size() && !isOver()) {
        if (m_state != State::Data) {
            step(bytes[used++]);
            continue;
        }
        const auto count = qsizetype(std::min<quint64>(m_left, quint64(bytes.size() - used)));
        take(bytes.sliced(used, count));
        used += count;
        m_left -= quint64(count);
        if (m_left == 0)
            m_state = State::DataCr;
    }
    return used;
}

} // namespace Drainboard
