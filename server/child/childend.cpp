// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "child/childend.h"

#include "child/signalnames.h"

namespace Drainboard {

QString ProcessEnd::toString() const
{
    return signal != 0 ? SignalNames::nameOf(signal) : QStringLiteral("exit code %1").arg(exitCode);
}

} // namespace Drainboard
