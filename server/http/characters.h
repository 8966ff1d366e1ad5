// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

namespace Drainboard {

// What HTTP's grammar makes words of (RFC 9110, 5.5 and 5.6.2). Whatever the locale. Any thread.

constexpr bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Of a token: a method, a field's name.
constexpr bool isTokenCharacter(char c)
{
    constexpr char others[] = "!#$%&'*+-.^_`|~";
    if (isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
        return true;
    for (const char *other = others; *other; ++other) {
        if (c == *other)
            return true;
    }
    return false;
}

/// Of a field's value: anything but control characters; a tab is none.
constexpr bool isFieldCharacter(char c)
{
    return c == '\t' || (static_cast<unsigned char>(c) >= ' ' && c != '\x7f');
}

} // namespace Drainboard
