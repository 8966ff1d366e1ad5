// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "http/seenmessage.h"

namespace Drainboard {

/// Finds where one HTTP/1 response ends in what a server sends, as the client that waits for it. Interim responses
/// before it are skipped (RFC 9110, 15.2). Plain value logic, for any one thread.
class ResponseReader
{
public:
    /// For the next response. \a toHead: it answers HEAD, and so ends with its header (RFC 9110, 9.3.2).
    void reset(bool toHead);

    /// Takes what has come. Returns how many bytes belong to the response: fewer than all only if it is complete, or
    /// malformed.
    qsizetype put(QByteArrayView bytes);
    /// The server's FIN has come. That completes a response that has no other end.
    void finish() { m_isFinished = true; }

    bool isComplete() const;
    /// It is no response, or where it ends cannot be found.
    bool isMalformed() const { return m_isOther || m_message.isMalformed(); }
    /// Bytes of it so far, interim responses included.
    quint64 received() const { return m_interim + m_message.size(); }
    /// 0 until the header is complete.
    int status() const { return m_message.header().status; }
    /// Whether no other request may be sent on this connection: the response says so, or ends where the connection
    /// does. Only once it is complete.
    bool endsConnection() const;

private:
    bool isInterim() const;
    bool isOther(QByteArrayView bytes) const;

    SeenMessage m_message { SeenMessage::Kind::Response };
    bool m_toHead = false;
    quint64 m_interim = 0; // bytes of interim responses
    bool m_isFinished = false;
    bool m_isOther = false; // something else than HTTP/1
};

} // namespace Drainboard
