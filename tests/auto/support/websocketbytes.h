// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

// What the client of a WebSocket sends and gets, as bytes (RFC 6455), so that tests can send what no client would.

#include <QByteArray>
#include <QList>

namespace WebSocketBytes {

enum Opcode { Continuation = 0x0, Text = 0x1, Binary = 0x2, Close = 0x8, Ping = 0x9, Pong = 0xA, Final = 0x80 };

/// The request for a WebSocket, with \a fields more, each with its CRLF.
inline QByteArray handshake(const QByteArray &target, const QByteArray &fields = {})
{
    return "GET " + target
        + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
          "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
        + fields + "\r\n";
}

/// What stands in front of \a size bytes of payload. \a first: Opcode, Final, and reserved bits.
inline QByteArray frameHeader(int first, quint64 size, bool isMasked)
{
    const int maskBit = isMasked ? 0x80 : 0;
    QByteArray header(1, char(first));
    const int sizeBytes = size < 126 ? 0 : size < 65536 ? 2 : 8;
    header += char(maskBit | (sizeBytes == 0 ? int(size) : sizeBytes == 2 ? 126 : 127));
    for (int i = sizeBytes - 1; i >= 0; --i)
        header += char(size >> (8 * i) & 0xFF);
    return header;
}

/// A frame as a client sends it.
inline QByteArray masked(int first, QByteArray payload)
{
    const char mask[] = { '\x37', '\xfa', '\x21', '\x3d' };
    for (qsizetype i = 0; i < payload.size(); ++i)
        payload[i] = char(payload[i] ^ mask[i % 4]);
    return frameHeader(first, quint64(payload.size()), true) + QByteArray(mask, 4) + payload;
}

/// The payload of a Close.
inline QByteArray closePayload(int code, const QByteArray &reason = {})
{
    const char bytes[] = { char(code >> 8), char(code & 0xFF) };
    return QByteArray(bytes, 2) + reason;
}

struct Frame
{
    int first = 0;
    QByteArray payload;

    friend bool operator==(const Frame &, const Frame &) = default;
};

/// The whole frames, not masked, behind the header in \a received.
inline QList<Frame> framesIn(const QByteArray &received)
{
    QList<Frame> frames;
    qsizetype at = received.indexOf("\r\n\r\n") + 4;
    const auto byte = [&received](qsizetype i) { return quint64(static_cast<unsigned char>(received[i])); };
    while (at >= 4 && received.size() >= at + 2) {
        quint64 size = byte(at + 1) & 0x7F;
        const int sizeBytes = size == 127 ? 8 : size == 126 ? 2 : 0;
        const qsizetype payload = at + 2 + sizeBytes;
        if (received.size() < payload)
            break;
        if (sizeBytes > 0)
            size = 0;
        for (int i = 0; i < sizeBytes; ++i)
            size = size << 8 | byte(at + 2 + i);
        if (quint64(received.size() - payload) < size)
            break;
        frames += { int(byte(at)), received.sliced(payload, qsizetype(size)) };
        at = payload + qsizetype(size);
    }
    return frames;
}

} // namespace WebSocketBytes
