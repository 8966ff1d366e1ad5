// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "child/childserver.h"

#include <QByteArray>

namespace Drainboard {

/// A server of the user's own, which is to stand beside ours in a demo: a command starts it, behind a tap. A plain
/// value.
struct OwnServer
{
    ChildServer::Settings child {}; ///< how it is started, where it listens, what tells it to stop
    QByteArray path = "/"; ///< what all clients ask it for
};

} // namespace Drainboard
