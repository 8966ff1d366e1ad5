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

} // namespace Drainboard
