// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "crowd/crowdrequest.h"

#include <algorithm>

namespace Drainboard {

namespace {

constexpr qsizetype uploadSize = 64 * 1024;

QByteArray hostOf(const CrowdSettings &settings)
{
    if (!settings.host.isEmpty())
        return settings.host;
    const QByteArray address = settings.address.toString().toLatin1();
    const bool isIpv6 = settings.address.protocol() == QAbstractSocket::IPv6Protocol;
    return (isIpv6 ? '[' + address + ']' : address) + ':' + QByteArray::number(settings.port);
}

bool names(const CrowdSettings &settings, const QByteArray &field)
{
    return std::ranges::any_of(settings.headers, [&field](const auto &header) {
        return header.first.compare(field, Qt::CaseInsensitive) == 0;
    });
}

} // namespace

CrowdRequest::CrowdRequest(CrowdKind kind, const CrowdSettings &settings)
{
    const bool isUpload = kind == CrowdKind::Upload;
    QByteArray body = settings.body;
    if (isUpload && body.isEmpty())
        body.fill('x', uploadSize);
    m_line = (isUpload ? QByteArray("POST") : settings.method) + ' ' + settings.pathOf(kind);
    m_bytes = m_line + " HTTP/1.1\r\n";
    if (!names(settings, "Host"))
        m_bytes += "Host: " + hostOf(settings) + "\r\n";
    if (!names(settings, "User-Agent"))
        m_bytes += "User-Agent: drainboard-crowd (" + toText(kind).toLatin1() + ")\r\n";
    for (const auto &[name, value] : settings.headers)
        m_bytes += name + ": " + value + "\r\n";
    if (!body.isEmpty() && !names(settings, "Content-Type"))
        m_bytes += "Content-Type: application/octet-stream\r\n";
    if (!body.isEmpty())
        m_bytes += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    m_bytes += "\r\n";
    if (isUpload)
        m_whole = m_bytes.size();
    m_bytes += body;
    // With a path of its own, it is the server that is slow.
    m_isInParts = isUpload || (kind == CrowdKind::Slow && settings.paths[std::size_t(kind)].isEmpty());
}

qsizetype CrowdRequest::endOfPart(int part, int parts) const
{
    const qsizetype whole = std::min(m_whole, m_bytes.size() - parts); // of a body that is as good as none
    return whole + (m_bytes.size() - whole) * (part + 1) / parts;
}

} // namespace Drainboard
