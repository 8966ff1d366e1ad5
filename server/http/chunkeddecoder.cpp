// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "http/chunkeddecoder.h"

#include "http/characters.h"

#include <utility>

namespace Drainboard {

namespace {

// What the chunks' lines may add to a body, in bytes. On top of it they may take the place of what the body could still
// have: a body of small chunks at its limit is too large all the same.
constexpr quint64 overheadAllowed = 1024 * 1024;

bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

int hexDigit(char c)
{
    if (isDigit(c))
        return c - '0';
    const char lower = char(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

} // namespace

void ChunkedDecoder::step(char c)
{
    ++m_overhead;
    ++m_line;
    m_state = next(c);
    bound();
}

void ChunkedDecoder::bound()
{
    if (m_problem != Problem::None)
        return;
    if (m_line > m_limits.line)
        m_problem = Problem::LineTooLong;
    else if (m_total > m_limits.body
             || (m_overhead > overheadAllowed && m_overhead - overheadAllowed > m_limits.body - m_total))
        m_problem = Problem::BodyTooLarge;
}

ChunkedDecoder::State ChunkedDecoder::next(char c)
{
    switch (m_state) {
    case State::SizeBegin:
        m_size = 0;
        return sizeDigit(c);
    case State::Size:
        return hexDigit(c) >= 0 ? sizeDigit(c) : endSizeOr(c, isBlank(c), State::ExtensionBegin);
    case State::ExtensionBegin:
        return c == ';' ? State::ExtensionNameBegin : expect(isBlank(c), State::ExtensionBegin);
    case State::ExtensionNameBegin:
        return isBlank(c) ? m_state : expect(isTokenCharacter(c), State::ExtensionName);
    case State::ExtensionName:
        if (c == '=')
            return State::ExtensionValueBegin;
        return isTokenCharacter(c) ? m_state : endSizeOr(c, isBlank(c), State::ExtensionNameEnd);
    case State::ExtensionNameEnd:
        if (c == '=')
            return State::ExtensionValueBegin;
        return c == ';' ? State::ExtensionNameBegin : expect(isBlank(c), m_state);
    case State::ExtensionValueBegin:
        if (c == '"')
            return State::ExtensionQuoted;
        return isBlank(c) ? m_state : expect(isTokenCharacter(c), State::ExtensionValue);
    case State::ExtensionValue:
        return isTokenCharacter(c) ? m_state : endSizeOr(c, isBlank(c), State::ExtensionBegin);
    case State::ExtensionQuoted:
        if (c == '"')
            return State::ExtensionQuotedEnd;
        return c == '\\' ? State::ExtensionEscaped : expect(isFieldCharacter(c), m_state);
    case State::ExtensionEscaped:
        return expect(isFieldCharacter(c), State::ExtensionQuoted);
    case State::ExtensionQuotedEnd:
        return endSizeOr(c, isBlank(c), State::ExtensionBegin);
    case State::SizeLf:
        return c == '\n' ? beginChunk() : expect(false, m_state);
    case State::Data:
        break; // put() takes it whole
    case State::DataCr:
        return expect(c == '\r', State::DataLf);
    case State::DataLf:
        m_line = 0;
        return expect(c == '\n', State::SizeBegin);
    case State::Trailers:
        return trailer(c);
    case State::Complete:
        break;
    }
    return m_state;
}

ChunkedDecoder::State ChunkedDecoder::expect(bool valid, State state)
{
    if (valid)
        return state;
    m_problem = Problem::Malformed;
    return m_state;
}

ChunkedDecoder::State ChunkedDecoder::sizeDigit(char c)
{
    const int digit = hexDigit(c);
    constexpr quint64 beforeOverflow = std::numeric_limits<quint64>::max() >> 4;
    if (digit < 0 || m_size > beforeOverflow)
        return expect(false, m_state);
    m_size = m_size << 4 | quint64(digit);
    return State::Size;
}

// Behind a chunk's size, and behind each of its extensions.
ChunkedDecoder::State ChunkedDecoder::endSizeOr(char c, bool valid, State state)
{
    if (c == '\r')
        return State::SizeLf;
    return c == ';' ? State::ExtensionNameBegin : expect(valid, state);
}

ChunkedDecoder::State ChunkedDecoder::beginChunk()
{
    if (m_size == 0)
        return State::Trailers; // m_line goes on
    m_line = 0;
    m_left = m_size;
    const quint64 rest = std::numeric_limits<quint64>::max() - m_total;
    m_total += std::min(m_size, rest);
    return State::Data;
}

ChunkedDecoder::State ChunkedDecoder::trailer(char c)
{
    m_trailers.put(c);
    return m_trailers.isComplete() ? State::Complete : expect(!m_trailers.isMalformed(), m_state);
}

} // namespace Drainboard
