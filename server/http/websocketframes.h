// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <array>
#include <cstddef>

namespace Drainboard {

/// Follows the frames that one side of a WebSocket sends (RFC 6455, 5.2). Reads their headers, and the code of a Close.
/// Judges nothing: what is wrong with a frame is for the WebSocket itself to see. Plain value logic, for any one
/// thread.
class WebSocketFrames
{
public:
    /// Takes \a bytes as they come, up to the end of a Close frame: nothing may follow that (RFC 6455, 5.5.1). Returns
    /// how many it has taken.
    qsizetype put(QByteArrayView bytes);

    /// No frame has been put in part.
    bool isBetweenFrames() const { return m_headerSize == 0; }
    /// A Close frame has been put whole.
    bool isClosed() const { return m_closed; }
    /// The code of that frame; codeless where it has none.
    quint16 closeCode() const { return m_closeCode; }

    /// "No status received" (RFC 6455, 7.4.1).
    static constexpr quint16 codeless = 1005;
    /// The server goes away.
    static constexpr quint16 goingAway = 1001;
    /// A Close frame as a server sends it: not masked.
    static QByteArray closeFrame(quint16 code);

private:
    bool isHeaderComplete() const;
    void endHeader();
    void endFrame();

    std::array<unsigned char, 14> m_header {};
    std::size_t m_headerSize = 0; // of the present frame, as far as it has been put
    bool m_inPayload = false;
    quint64 m_payload = 0; // of that frame
    quint64 m_payloadPut = 0;
    quint16 m_closeCode = codeless;
    std::array<unsigned char, 2> m_firstBytes {}; // of the payload, as they are sent
    bool m_closed = false;
};

} // namespace Drainboard
