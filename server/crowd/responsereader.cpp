// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "crowd/responsereader.h"

#include <algorithm>

namespace Drainboard {

namespace {

constexpr int switchedProtocols = 101;

} // namespace

void ResponseReader::reset(bool toHead)
{
    m_message.reset({ .toHead = toHead });
    m_toHead = toHead;
    m_interim = 0;
    m_isFinished = false;
    m_isOther = false;
}

qsizetype ResponseReader::put(QByteArrayView bytes)
{
    qsizetype used = 0;
    while (used < bytes.size() && !isComplete() && !isMalformed()) {
        const QByteArrayView rest = bytes.sliced(used);
        m_isOther = isOther(rest);
        used += m_message.put(rest);
        if (m_message.isComplete() && isInterim()) {
            m_interim += m_message.size();
            m_message.reset({ .toHead = m_toHead });
        }
    }
    return used;
}

// A greeting of another protocol may never have what ends a header. So the beginning is looked at.
bool ResponseReader::isOther(QByteArrayView bytes) const
{
    static constexpr QByteArrayView begin = "HTTP/1.";
    if (m_message.size() >= quint64(begin.size()))
        return false;
    const QByteArrayView expected = begin.sliced(qsizetype(m_message.size()));
    const qsizetype known = std::min(bytes.size(), expected.size());
    return bytes.first(known) != expected.first(known);
}

bool ResponseReader::isInterim() const
{
    return status() / 100 == 1 && status() != switchedProtocols;
}

bool ResponseReader::isComplete() const
{
    return m_message.isComplete() || (m_isFinished && m_message.endsWithConnection());
}

bool ResponseReader::endsConnection() const
{
    return !m_message.header().keepsAlive || m_message.endsWithConnection() || status() == switchedProtocols;
}

} // namespace Drainboard
