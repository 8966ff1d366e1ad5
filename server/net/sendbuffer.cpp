// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "net/sendbuffer.h"

namespace Drainboard {

namespace {

// So much of what has been sent may stay in front of what has not.
constexpr qsizetype sentKept = 64 * 1024;

} // namespace

void SendBuffer::consume(qsizetype count)
{
    m_sent += count;
    if (isEmpty()) {
        m_bytes.resize(0); // keeps the capacity
        m_sent = 0;
    } else if (m_sent >= sentKept && m_sent > m_bytes.size() / 2) {
        m_bytes.remove(0, m_sent);
        m_sent = 0;
    }
}

void SendBuffer::clear()
{
    m_bytes = QByteArray();
    m_sent = 0;
}

void SendBuffer::shrink()
{
    if (isEmpty())
        clear();
}

} // namespace Drainboard
