// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "tracking/websocketstream.h"

#include <algorithm>

namespace Drainboard {

namespace {

// What has been read is removed once it is so much, and the larger part.
constexpr qsizetype worthRemoving = 64 * 1024;

} // namespace

void WebSocketStream::receive(QByteArrayView bytes, bool isReaderGone)
{
    m_received.put(bytes);
    if (isReaderGone || bytes.isEmpty())
        return;
    m_in.append(bytes);
    m_hasNews = true;
}

qsizetype WebSocketStream::read(char *data, qsizetype size)
{
    const qsizetype count = std::min(size, unread());
    std::copy_n(m_in.constData() + m_read, count, data);
    m_read += count;
    if (unread() == 0) {
        m_in = QByteArray();
        m_read = 0;
    } else if (m_read >= worthRemoving && m_read > m_in.size() / 2) {
        m_in.remove(0, m_read);
        m_read = 0;
    }
    return count;
}

void WebSocketStream::write(QByteArrayView bytes, QByteArray &out)
{
    out.append(bytes.first(m_sent.put(bytes)));
    if (m_isGoingAway)
        goAway(out);
}

void WebSocketStream::goAway(QByteArray &out)
{
    m_isGoingAway = true;
    if (m_sent.isClosed() || !m_sent.isBetweenFrames())
        return;
    const QByteArray close = WebSocketFrames::closeFrame(WebSocketFrames::goingAway);
    m_sent.put(close);
    out.append(close);
}

Farewell::Step WebSocketStream::next(const Farewell &farewell, bool hasPeerFinished, bool isTimeUp) const
{
    if (!farewell.isServing() || isClosedInOrder())
        return Farewell::Step::SendFin;
    if (hasPeerFinished)
        return Farewell::Step::Close;
    if (!m_isGoingAway || !isTimeUp)
        return Farewell::Step::Wait;
    return m_sent.isClosed() ? Farewell::Step::SendFin : Farewell::Step::Reset; // within a frame
}

} // namespace Drainboard
