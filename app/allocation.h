// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

namespace Drainboard {

/// Prepares the process's allocator for freeing thousands of connections at once. Call it before the first thread
/// starts.
void tuneAllocation();

} // namespace Drainboard
