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
/// kernel tells of a failure once.
int result(int descriptor);

} // namespace Drainboard::TcpConnect
