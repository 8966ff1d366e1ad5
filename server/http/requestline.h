// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "http/requesttarget.h"

#include <QByteArrayView>

namespace Drainboard {

/// The first line of a request, taken apart and checked (RFC 9112, 3). Points into the text that it was made from. A
/// plain value, for any one thread.
class RequestLine
{
public:
    /// \a line is without its end. \a targetLimit is in bytes.
    RequestLine(QByteArrayView line, qsizetype targetLimit);

    /// The status to refuse a line with of which only \a part has come; 0 while it may still become a right one.
    static int refusalOfPart(QByteArrayView part, qsizetype targetLimit);

    /// The status to refuse the request with; 0: nothing is wrong. Then the rest is known.
    int refusal() const { return m_refusal; }
    /// The status of the answer that the guard gives by itself (RFC 9110, 9.1 and 9.3); 0: a handler answers.
    int ownStatus() const { return m_ownStatus; }

    QByteArrayView method() const { return m_method; }
    QByteArrayView targetText() const { return m_targetText; }
    const RequestTarget &target() const { return m_target; }
    bool isHttp10() const { return m_http10; }

private:
    int read(QByteArrayView line, qsizetype targetLimit);
    int readTarget(qsizetype limit);

    QByteArrayView m_method;
    QByteArrayView m_targetText;
    RequestTarget m_target { QByteArrayView() };
    bool m_http10 = false;
    int m_ownStatus = 0;
    int m_refusal; // the last: it is made along with all others
};

} // namespace Drainboard
