// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

namespace Drainboard {

/// The first byte of a TLS ClientHello's record (RFC 8446, 5.1). No HTTP request begins so.
inline constexpr char tlsHandshake = 0x16;
/// The status behind which another protocol begins (RFC 9110, 15.2.2).
inline constexpr int switchingProtocols = 101;

} // namespace Drainboard
