// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "http/websocketframes.h"

#include <algorithm>

namespace Drainboard {

namespace {

constexpr unsigned char finalFrame = 0x80;
constexpr unsigned char opcodeBits = 0x0F;
constexpr unsigned char close = 0x8;
constexpr unsigned char maskBit = 0x80;
constexpr unsigned char sizeBits = 0x7F;
constexpr unsigned char sizeIn2Bytes = 126;
constexpr unsigned char sizeIn8Bytes = 127;
constexpr std::size_t maskSize = 4;

// How many bytes tell the size of the payload, behind the two that each frame has.
std::size_t sizeOfSize(unsigned char second)
{
    switch (second & sizeBits) {
    case sizeIn2Bytes:
        return 2;
    case sizeIn8Bytes:
        return 8;
    default:
        return 0;
    }
}

} // namespace

qsizetype WebSocketFrames::put(QByteArrayView bytes)
{
    qsizetype used = 0;
    while (used < bytes.size() && !m_closed) {
        if (!m_inPayload) {
            m_header[m_headerSize++] = static_cast<unsigned char>(bytes[used++]);
            if (isHeaderComplete())
                endHeader();
            continue;
        }
        for (quint64 i = m_payloadPut; i < m_firstBytes.size() && i - m_payloadPut < quint64(bytes.size() - used); ++i)
            m_firstBytes[i] = static_cast<unsigned char>(bytes[used + qsizetype(i - m_payloadPut)]);
        const auto count = qsizetype(std::min(m_payload - m_payloadPut, quint64(bytes.size() - used)));
        used += count;
        m_payloadPut += quint64(count);
        if (m_payloadPut == m_payload)
            endFrame();
    }
    return used;
}

QByteArray WebSocketFrames::closeFrame(quint16 code)
{
    const char frame[] = { char(finalFrame | close), 2, char(code >> 8), char(code & 0xFF) };
    return QByteArray(frame, sizeof frame);
}

bool WebSocketFrames::isHeaderComplete() const
{
    if (m_headerSize < 2)
        return false;
    return m_headerSize == 2 + sizeOfSize(m_header[1]) + (m_header[1] & maskBit ? maskSize : 0);
}

void WebSocketFrames::endHeader()
{
    const std::size_t size = sizeOfSize(m_header[1]);
    m_payload = size == 0 ? m_header[1] & sizeBits : 0;
    for (std::size_t i = 0; i < size; ++i)
        m_payload = m_payload << 8 | m_header[2 + i];
    m_payloadPut = 0;
    m_inPayload = true;
    if (m_payload == 0)
        endFrame();
}

void WebSocketFrames::endFrame()
{
    m_closed = (m_header[0] & opcodeBits) == close;
    if (m_closed && m_payload >= 2) {
        const bool isMasked = m_header[1] & maskBit;
        const unsigned char *mask = m_header.data() + m_headerSize - maskSize;
        const int high = m_firstBytes[0] ^ (isMasked ? mask[0] : 0);
        const int low = m_firstBytes[1] ^ (isMasked ? mask[1] : 0);
        m_closeCode = quint16(high << 8 | low);
    }
    m_inPayload = false;
    m_headerSize = 0;
}

} // namespace Drainboard
