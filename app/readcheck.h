// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "optionvalues.h"

namespace Drainboard {

struct Options;

/// Reads what `drainboard check` alone is told into \a options. Throws WrongValue. For one thread at a time.
void readCheck(const OptionValues &values, Options &options);

} // namespace Drainboard
