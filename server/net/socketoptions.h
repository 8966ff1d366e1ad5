// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QAbstractSocket>
#include <QVariant>

/// The options of a TCP socket under the names that Qt gives them. They take and give what those of a stock QTcpSocket
/// do: those of IPv6, where the socket is of IPv6. For any thread.
namespace Drainboard::SocketOptions {

/// The value of \a option of the socket \a descriptor, as an int. Invalid where the kernel has none.
QVariant get(int descriptor, QAbstractSocket::SocketOption option);
/// Gives \a option the number that \a value stands for. What the kernel refuses changes nothing.
void set(int descriptor, QAbstractSocket::SocketOption option, const QVariant &value);

} // namespace Drainboard::SocketOptions
