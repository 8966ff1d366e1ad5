// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "tap/tapsettings.h"

#include "net/tcpdescriptor.h"

namespace Drainboard {

QString TapSettings::address() const
{
    return TcpDescriptor::Endpoint { host, port }.toString();
}

} // namespace Drainboard
