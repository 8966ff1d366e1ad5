// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArrayView>

namespace Drainboard {

/// Whether \a text is what a Host field may say: a host, perhaps empty, and perhaps a colon and a port (RFC 9110, 7.2;
/// RFC 3986, 3.2.2). The inside of an address in brackets is only checked for its characters. Any thread.
bool isValidAuthority(QByteArrayView text);
/// Whether the host in a valid \a authority is not empty. Any thread.
bool namesHost(QByteArrayView authority);

} // namespace Drainboard
