// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <array>

namespace Drainboard {

// What HTTP's grammar makes words of (RFC 9110, 5.5 and 5.6.2). Whatever the locale. Any thread.

constexpr bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// For isTokenCharacter().
inline constexpr auto tokenCharacters = [] {
    std::array<bool, 256> table {};
    for (const char *c = "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"; *c; ++c)
        table[static_cast<unsigned char>(*c)] = true;
    return table;
}();

/// Of a token: a method, a field's name.
constexpr bool isTokenCharacter(char c)
{
    return tokenCharacters[static_cast<unsigned char>(c)];
}

/// Of a field's value: anything but control characters; a tab is none.
constexpr bool isFieldCharacter(char c)
{
    return c == '\t' || (static_cast<unsigned char>(c) >= ' ' && c != '\x7f');
}

} // namespace Drainboard
