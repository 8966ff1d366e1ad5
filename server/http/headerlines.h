// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArrayView>

namespace Drainboard {

/// Checks each octet of a header's lines, or of trailers', as they come (RFC 9112, 2.2 and 5). Each line ends with
/// CRLF. A field is a token, a colon and a value without control characters. No line is folded. Whoever took one of
/// these less strictly could see the end of a message elsewhere. Plain value logic, for any one thread.
class HeaderLines
{
public:
    enum class Begin {
        WithStartLine, ///< of which only the end and the control characters are looked at here
        WithFields,
    };

    explicit HeaderLines(Begin begin)
        : m_state(begin == Begin::WithStartLine ? State::Value : State::LineBegin)
    {
    }

    /// Takes \a bytes up to the end of the line that arrives, or all of them. Returns how many.
    qsizetype putLine(QByteArrayView bytes);
    /// The same for a single one.
    void put(char c);

    /// The empty line at the end is there.
    bool isComplete() const { return m_state == State::Complete; }
    /// What follows is not looked at any more.
    bool isMalformed() const { return m_state == State::Malformed; }

private:
    enum class State : quint8 { LineBegin, Name, Value, LineLf, EndLf, Complete, Malformed };

    State m_state;
};

} // namespace Drainboard
