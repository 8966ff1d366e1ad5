// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "net/tcpdescriptor.h"

#include <QByteArray>

namespace Drainboard {

/// What tells a server behind a proxy who its client is, before all else: the header of the PROXY protocol, version 2
/// ("The PROXY protocol", Willy Tarreau, 2.2). \a from is the client's address, \a to is the one that it connected to.
QByteArray proxyHeader(const TcpDescriptor::Endpoint &from, const TcpDescriptor::Endpoint &to);

} // namespace Drainboard
