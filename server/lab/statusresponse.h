// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArray>
#include <QString>

/// Responses for who tests what a client makes of a status. Any thread.
namespace Drainboard::StatusResponse {

/// The status that \a text names: three digits, from 200 to 599. Else 0: interim responses are not the last word, and
/// 101 would promise another protocol.
int statusIn(const QString &text);
/// A whole response with \a status, and the number as its body. Those that have no content get none: 204 and 304 also
/// have no Content-Length, and 205 has 0 (RFC 9110, 8.6, 15.3.6 and 15.4.5). Written by hand, since QHttpServer (Qt 6.4
/// to 6.8) gives 204 a length, and writes no valid line for a status that it does not know. No status gets a reason,
/// which clients ignore (RFC 9112, 4).
QByteArray of(int status);

} // namespace Drainboard::StatusResponse
