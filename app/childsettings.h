// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "child/childserver.h"

namespace Drainboard {

struct Options;

/// Of the server that the command of \a options starts, behind the tap of \a options. Any thread.
ChildServer::Settings childSettings(const Options &options);

} // namespace Drainboard
