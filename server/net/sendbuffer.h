// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace Drainboard {

/// Bytes on their way to the kernel. Plain value logic, for any one thread.
class SendBuffer
{
public:
    /// To append to; what is there already must not be changed.
    QByteArray &bytes() { return m_bytes; }

    bool isEmpty() const { return size() == 0; }
    qsizetype size() const { return m_bytes.size() - m_sent; }
    QByteArrayView pending() const { return QByteArrayView(m_bytes).sliced(m_sent); }
    /// The first \a count pending bytes have been sent.
    void consume(qsizetype count);
    /// Forgets what is pending, and frees the memory.
    void clear();
    /// Frees the memory, if nothing is pending.
    void shrink();

private:
    QByteArray m_bytes;
    qsizetype m_sent = 0; // at the beginning of m_bytes
};

} // namespace Drainboard
