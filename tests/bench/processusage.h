// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

// What a process has of the system at this moment, by /proc. Throws where there is no such process. For any thread.

#include <sys/types.h>

namespace Drainboard {

/// Kilobytes of memory that are resident.
long residentMemory(pid_t process);
/// Whether it is built with the thread sanitizer, which keeps much of what was freed.
bool isThreadSanitized(pid_t process);
/// Open descriptors.
long openDescriptors(pid_t process);

} // namespace Drainboard
