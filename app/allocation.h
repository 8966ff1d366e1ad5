// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

namespace Drainboard {

/// Sets the process's allocator up for freeing thousands of connections at once. Before the first thread begins.
void tuneAllocation();

} // namespace Drainboard
