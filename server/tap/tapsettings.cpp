// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "tap/tapsettings.h"

#include "net/tcpdescriptor.h"

namespace Drainboard {

QString TapSettings::address() const
{
    return TcpDescriptor::Endpoint { host, port }.toString();
}

bool TapSettings::leadsTo(const QHostAddress &listening, quint16 listeningPort) const
{
    const bool isAny = listening == QHostAddress::Any || listening == QHostAddress::AnyIPv4
        || listening == QHostAddress::AnyIPv6;
    return port == listeningPort && (host == listening || (isAny && host.isLoopback()));
}

} // namespace Drainboard
