// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

// Where parsers differ by taste: HTTP lets a server refuse, or says that it has to, and many servers do not. Each rule
// is written here a second time, by itself, so that a request which is refused without one of them is found out.

#include <QByteArrayView>

namespace Drainboard {

/// Which rule the whole request \a bytes breaks, for people; nullptr if it breaks none.
const char *brokenRule(QByteArrayView bytes);

} // namespace Drainboard
