// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "http/headerblock.h"

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
    /// With its empty line. Until forget().
    QByteArray header() const { return m_bytes.first(HeaderBlock::sizeIn(m_bytes)); }
    bool isForgotten() const { return m_bytes.isEmpty(); }
    /// Frees the memory.
    void forget() { set({}); }

    /// What has not been read yet.
    qsizetype available() const { return m_bytes.size() - m_read; }
    bool hasLine() const { return m_bytes.indexOf('\n', m_read) >= 0; }
    /// Copies \a size bytes at most to \a data; returns how many. Frees the memory of a large body with the last one.
    qsizetype read(char *data, qsizetype size)
    {
        const qsizetype count = std::min(size, available());
        std::copy_n(m_bytes.constData() + m_read, count, data);
        m_read += count;
        if (available() == 0 && m_bytes.size() > smallRequest) {
            m_bytes = header();
            m_read = m_bytes.size();
        }
        return count;
    }

private:
    static constexpr qsizetype smallRequest = 4096; // not worth another allocation

    QByteArray m_bytes;
    qsizetype m_read = 0;
};

} // namespace Drainboard
