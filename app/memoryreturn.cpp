// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "memoryreturn.h"

#include <chrono>
#include <cstdio> // defines __GLIBC__

#include <unistd.h>

#ifdef __GLIBC__
#if __GLIBC_PREREQ(2, 33)
#define DRAINBOARD_KNOWS_UNUSED_MEMORY
#include <malloc.h>
#endif
#endif

namespace Drainboard {

namespace {

// In bytes; 0 where the system does not say.
qint64 residentMemory()
{
    long pages = 0;
    if (std::FILE *file = std::fopen("/proc/self/statm", "re")) {
        if (std::fscanf(file, "%*d %ld", &pages) != 1)
            pages = 0;
        std::fclose(file);
    }
    return qint64(pages) * ::sysconf(_SC_PAGESIZE);
}

} // namespace

MemoryReturn::MemoryReturn()
    : m_rule(residentMemory())
{
#ifdef DRAINBOARD_KNOWS_UNUSED_MEMORY
    m_timer.setTimerType(Qt::VeryCoarseTimer);
    m_timer.setInterval(std::chrono::seconds(1));
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { look(); });
    m_timer.start();
#endif
}

void MemoryReturn::look()
{
#ifdef DRAINBOARD_KNOWS_UNUSED_MEMORY
    if (m_rule.mayBeDue(residentMemory()) && m_rule.isDue(qint64(::mallinfo2().fordblks))) {
        ::malloc_trim(0);
        m_rule.begin(residentMemory());
    }
#endif
}

} // namespace Drainboard
