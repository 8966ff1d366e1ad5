// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArray>

#include <algorithm>
#include <utility>

namespace Drainboard {

/// The request that QHttpServer is given to read. For any one thread.
class DeliveredRequest
{
public:
    void set(QByteArray request)
    {
        m_bytes = std::move(request);
        m_read = 0;
    }

    /// What has not been read yet.
    qsizetype available() const { return m_bytes.size() - m_read; }
    bool hasLine() const { return m_bytes.indexOf('\n', m_read) >= 0; }
    /// Copies \a size bytes at most to \a data; returns how many. Frees the memory with the last one.
    qsizetype read(char *data, qsizetype size)
    {
        const qsizetype count = std::min(size, available());
        std::copy_n(m_bytes.constData() + m_read, count, data);
        m_read += count;
        if (available() == 0)
            set({});
        return count;
    }

private:
    QByteArray m_bytes;
    qsizetype m_read = 0;
};

} // namespace Drainboard
