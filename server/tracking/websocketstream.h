// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "http/websocketframes.h"
#include "tracking/farewell.h"

#include <QByteArray>
#include <QByteArrayView>

#include <chrono>
#include <utility>

namespace Drainboard {

/// A connection behind the 101 that made a WebSocket of it. Bytes go through in both directions as they are, for a
/// QWebSocket to read and write. Of the frames it knows where they end: so that, when the server goes away, a Close can
/// be put between two of them. A plain value, for any one thread.
class WebSocketStream
{
public:
    // From the client:

    /// Takes \a bytes; to be read, unless \a isReaderGone.
    void receive(QByteArrayView bytes, bool isReaderGone);
    /// Whether something has come to be read since this was last asked.
    bool takeNews() { return std::exchange(m_hasNews, false); }
    /// Bytes that have come and have not been read.
    qsizetype unread() const { return m_in.size() - m_read; }
    /// Whether a whole line is among them.
    bool hasLine() const { return m_in.indexOf('\n', m_read) >= 0; }
    /// Copies \a size of them at most to \a data; returns how many.
    qsizetype read(char *data, qsizetype size);
    /// Forgets them: nobody will read any more.
    void discardUnread()
    {
        m_in = QByteArray();
        m_read = 0;
        m_hasNews = false;
    }

    // To the client:

    /// Appends \a bytes to \a out. What comes behind a Close is dropped: nothing may follow it (RFC 6455, 5.5.1).
    void write(QByteArrayView bytes, QByteArray &out);
    /// Appends to \a out a Close that says that the server goes away (RFC 6455, 7.4.1); or write() does, once the frame
    /// that has begun is whole. Unless there has been another Close.
    void goAway(QByteArray &out);

    // How it ends:

    /// How long the client has to answer goAway().
    static constexpr std::chrono::seconds answerTime { 2 };
    /// The next step of a connection with nothing unsent and our FIN not sent. \a isTimeUp: the answerTime is
    /// over.
    Farewell::Step next(const Farewell &farewell, bool hasPeerFinished, bool isTimeUp) const;
    /// The client has been told that the server goes away.
    bool isToldToGo() const { return m_sent.isClosed() && m_sent.closeCode() == WebSocketFrames::goingAway; }
    /// A Close has gone in both directions (RFC 6455, 7.1.4).
    bool isClosedInOrder() const { return m_sent.isClosed() && m_received.isClosed(); }

private:
    WebSocketFrames m_received;
    WebSocketFrames m_sent;
    QByteArray m_in;
    qsizetype m_read = 0; // of m_in
    bool m_hasNews = false;
    bool m_isGoingAway = false;
};

} // namespace Drainboard
