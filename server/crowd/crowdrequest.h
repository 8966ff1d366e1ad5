// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "crowd/crowdsettings.h"

#include <QByteArray>

namespace Drainboard {

/// The bytes of the request that the clients of one kind send. A plain value.
class CrowdRequest
{
public:
    CrowdRequest() = default;
    CrowdRequest(CrowdKind kind, const CrowdSettings &settings);

    /// "GET /path"
    const QByteArray &line() const { return m_line; }
    const QByteArray &bytes() const { return m_bytes; }
    bool isHead() const { return m_line.startsWith("HEAD "); }
    /// Whether it is in progress for long because it is sent in parts. Else the server takes its time, or nobody does.
    bool isInParts() const { return m_isInParts; }
    /// Where the part with the number \a part, from 0, of \a parts ends. None is empty.
    qsizetype endOfPart(int part, int parts) const;

private:
    QByteArray m_line;
    QByteArray m_bytes;
    qsizetype m_whole = 0; // bytes at the beginning that are not cut
    bool m_isInParts = false;
};

} // namespace Drainboard
