// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "tracking/socketinput.h"

#include <array>

namespace Drainboard {

// One for each thread, not one for each connection.
char *SocketInput::buffer()
{
    static thread_local std::array<char, pieceSize> bytes;
    return bytes.data();
}

} // namespace Drainboard
