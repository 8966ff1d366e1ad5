// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "demooptions.h"

#include <QStringList>

namespace Drainboard {

class OptionValues;

/// Of a command line with --demo, \a given being the names of its options, and \a command what stands behind --. Throws
/// WrongValue. Any thread.
DemoOptions readDemo(const OptionValues &values, const QStringList &given, const QStringList &command);

} // namespace Drainboard
