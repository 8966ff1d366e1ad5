// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "http/authority.h"

#include "http/characters.h"

#include <algorithm>

namespace Drainboard {

namespace {

bool isHostCharacter(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
        || QByteArrayView("-._~%!$&'()*+,;=").contains(c);
}

// Empty, or a number of 16 bits (RFC 9293, 3.1), whatever zeros it begins with.
bool isPort(QByteArrayView text)
{
    int port = 0;
    for (const char c : text) {
        if (!isDigit(c))
            return false;
        port = port * 10 + (c - '0');
        if (port > 65535)
            return false;
    }
    return true;
}

} // namespace

bool isValidAuthority(QByteArrayView text)
{
    qsizetype end = 0; // of the host
    if (text.startsWith('[')) {
        end = text.indexOf(']');
        if (end <= 1)
            return false;
        const QByteArrayView address = text.sliced(1, end - 1);
        if (!std::all_of(address.begin(), address.end(), [](char c) { return c == ':' || isHostCharacter(c); }))
            return false;
        ++end;
    } else {
        while (end < text.size() && isHostCharacter(text[end]))
            ++end;
    }
    if (end == text.size())
        return true;
    return text[end] == ':' && isPort(text.sliced(end + 1));
}

bool namesHost(QByteArrayView authority)
{
    return !authority.isEmpty() && !authority.startsWith(':');
}

} // namespace Drainboard
