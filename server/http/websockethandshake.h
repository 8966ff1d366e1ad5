// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArrayView>

namespace Drainboard {

/// Whether \a request, which has come whole and is valid HTTP, opens a WebSocket (RFC 6455, 4.2.1): a GET of HTTP/1.1
/// without a body, with the fields that this takes. Its version may be any: who answers says which ones there are
/// (RFC 6455, 4.4). For any thread.
bool isWebSocketHandshake(QByteArrayView request);

} // namespace Drainboard
