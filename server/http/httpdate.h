// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArray>

namespace Drainboard {

/// The present time as HTTP writes it (RFC 9110, 5.6.7): "Sun, 06 Nov 1994 08:49:37 GMT". Any thread; made once a
/// second for each.
const QByteArray &httpDate();

} // namespace Drainboard
