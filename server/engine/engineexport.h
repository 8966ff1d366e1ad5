// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "export/exportdata.h"

namespace Drainboard {

class HttpEngine;

/// All that \a engine knows now of its connections and requests, for Export::write(). The processes of clients are not
/// in it. Any thread; does not wait for a busy worker.
ExportData exportOf(const HttpEngine &engine);

} // namespace Drainboard
