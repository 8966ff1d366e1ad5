// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "tracking/httpcompat.h"

#include <utility>

namespace Drainboard {

/// What Qt 6.4 makes a socket do for handlers that answer later. Such a handler has nothing but a plain pointer to the
/// socket, and QHttpServer deletes the socket on disconnected(). So a socket whose connection has gone must stay, and
/// look connected, until the handler has answered. From Qt 6.5 on nothing is held. For any one thread.
class HandlerHold
{
public:
    /// A request is handed on.
    void begin() { m_isReleased = false; }
    /// The handler of the present request will not answer through its responder.
    void release() { m_isReleased = true; }
    /// Whether the handler may still write to the socket. \a isResponding: its response is not complete.
    bool isHeld(bool isResponding) const
    {
        return HttpCompat::handlersHoldPlainSockets && isResponding && !m_isReleased;
    }

    /// QIODevice::close() has to wait: of what is written to a closed device nobody learns.
    void closeLater() { m_mustClose = true; }
    /// Whether it waits; once.
    bool takeClose() { return std::exchange(m_mustClose, false); }

private:
    bool m_isReleased = false;
    bool m_mustClose = false;
};

} // namespace Drainboard
