// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArrayView>

namespace Drainboard {

/// What all the Transfer-Encoding lines of a request list together (RFC 9112, 6.1, 6.3 and 7). A plain value, for any
/// one thread.
class TransferCoding
{
public:
    /// Goes on with the \a value of the next line.
    void add(QByteArrayView value);

    /// The status to refuse the request with; 0 for "chunked" alone, or where there is no such line. 400 where the list
    /// has an empty place or something that is no coding, or where anything follows "chunked": others might see the end
    /// of the body elsewhere. 501 for another coding.
    int refusal() const
    {
        if (m_malformed)
            return 400;
        return m_unknown ? 501 : 0;
    }

private:
    void addCoding(QByteArrayView coding);

    bool m_chunked = false;
    bool m_unknown = false;
    bool m_malformed = false;
};

} // namespace Drainboard
