// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "values/shutdownreport.h"

namespace Drainboard {

/// Which phase of a shutdown has lost \a request of \a connection: that of the step that made an answer impossible. A
/// connection to which our FIN had gone before it was reset was lost by the FIN. What a client gave up by itself
/// belongs to Draining, in which it did. Any thread.
ShutdownPhase lossPhase(const LostRequest &request, const ConnectionInfo &connection);

/// How many requests \a phase has lost. Any thread.
qsizetype lostIn(ShutdownPhase phase, const ShutdownReport &report);

} // namespace Drainboard
