// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "optiontable.h"

namespace Drainboard {

/// What --help prints, in lines of up to 80 characters, newline included. Any thread.
QString helpText(const std::vector<OptionGroup> &groups);
/// The same of `drainboard check`.
QString checkHelpText(const std::vector<OptionGroup> &groups);

} // namespace Drainboard
