// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "http/headerlines.h"

#include "http/characters.h"

#include <algorithm>

namespace Drainboard {

qsizetype HeaderLines::putLine(QByteArrayView bytes)
{
    const char *next = bytes.begin();
    while (next != bytes.end() && !isComplete() && !isMalformed()) {
        // Most octets are these. Each has a loop of its own, which the compiler makes fast.
        if (m_state == State::Value)
            next = std::find_if_not(next, bytes.end(), [](char c) { return isFieldCharacter(c); });
        else if (m_state == State::Name)
            next = std::find_if_not(next, bytes.end(), [](char c) { return isTokenCharacter(c); });
        if (next == bytes.end())
            break;
        const char c = *next++;
        put(c);
        if (c == '\n')
            break;
    }
    return next - bytes.begin();
}

void HeaderLines::put(char c)
{
    const auto expect = [this](bool valid, State state) { m_state = valid ? state : State::Malformed; };
    switch (m_state) {
    case State::LineBegin:
        if (c == '\r')
            m_state = State::EndLf;
        else
            expect(isTokenCharacter(c), State::Name);
        break;
    case State::Name:
        if (c == ':')
            m_state = State::Value;
        else
            expect(isTokenCharacter(c), State::Name);
        break;
    case State::Value:
        if (c == '\r')
            m_state = State::LineLf;
        else
            expect(isFieldCharacter(c), State::Value);
        break;
    case State::LineLf:
        expect(c == '\n', State::LineBegin);
        break;
    case State::EndLf:
        expect(c == '\n', State::Complete);
        break;
    case State::Complete:
    case State::Malformed:
        break;
    }
}

} // namespace Drainboard
