// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "optiontable.h"

namespace Drainboard {

/// The man page drainboard(1), in the language of man(7). Any thread.
QString manPage(const std::vector<OptionGroup> &groups, const QString &version);

} // namespace Drainboard
