// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "net/filedescriptor.h"
#include "net/tcpdescriptor.h"

/// Connecting to a server, without waiting for it. For any thread.
namespace Drainboard::TcpConnect {

/// How far it has come.
struct Attempt
{
    FileDescriptor descriptor; ///< non-blocking, closed on exec; to be watched until it can be written
    int error = 0; ///< where there is no descriptor: errno
};

/// Begins to connect \a to a server.
Attempt begin(const TcpDescriptor::Endpoint &to);
/// What has become of it: 0 once the connection stands, EINPROGRESS while it is not decided, else why it failed. The
/// kernel tells of a failure once. A connection to itself is ECONNREFUSED; it is reset when it is closed.
int result(int descriptor);
/// Whether what is connected has only itself for a peer. Where nobody listens, the kernel may choose the very port that
/// is asked for as that of the client, and then both sides open at the same time (RFC 9293, 3.5).
bool isToItself(int descriptor);

} // namespace Drainboard::TcpConnect
