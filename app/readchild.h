// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "child/childserver.h"
#include "optionvalues.h"

namespace Drainboard {

/// How \a command, which stands behind --, is started, stopped and waited for. It listens at \a address. Throws
/// WrongValue. Any thread.
ChildServer::Settings readChild(const OptionValues &values, const TapSettings &address, const QStringList &command);

} // namespace Drainboard
