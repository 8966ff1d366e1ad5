// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

// What must be true of each request that is handed on to QHttpServer. Plain functions, for any one thread.

#include "values/connectionlimits.h"

#include <QByteArray>

namespace Drainboard::HandedOn {

/// The status that the guard answers \a request with, by itself; 0 where it is handed on indeed.
int expectedOwnStatus(const QByteArray &request);
/// It is complete, valid, within limits and says without doubt where it ends.
void mustBeSound(const QByteArray &request, const ConnectionLimits &limits);
enum class Upgrade { Removed, Kept };
/// It says what the client's message at the beginning of \a received says, but for what \a upgrade says of its Upgrade.
/// Returns the size of that message.
qsizetype mustBeFaithful(const QByteArray &request, QByteArrayView received, Upgrade upgrade);
/// It asks for a WebSocket as RFC 6455, 4.2.1 says.
void mustOpenWebSocket(const QByteArray &request);
/// Another HttpExchange finds the same one request in it, and nothing behind it.
void mustBeOneRequest(const QByteArray &request, const ConnectionLimits &limits);

} // namespace Drainboard::HandedOn
