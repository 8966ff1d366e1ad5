// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArray>

namespace Drainboard {

// The answers that the server gives by itself, to requests that QHttpServer never sees. Any thread.

/// "400 Bad Request"
QByteArray statusText(int status);
/// A whole response without a body, that says "Connection: close".
QByteArray refusalResponse(int status);
/// The response with HttpExchange::ownStatus(), behind which the connection may go on. It names the methods that a
/// handler can answer, where HTTP asks for that (RFC 9110, 9.3.7 and 15.5.6). Date and Connection are left to
/// HttpExchange::respond().
QByteArray ownResponse(int status);

} // namespace Drainboard
