// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

// For tests: a process that has no descriptor left.

#include <QtGlobal>

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

// Takes all descriptors but those in use away, while it lives.
class NoDescriptors
{
    Q_DISABLE_COPY_MOVE(NoDescriptors)

public:
    NoDescriptors()
    {
        ::getrlimit(RLIMIT_NOFILE, &m_limit);
        const int next = ::open("/dev/null", O_RDONLY | O_CLOEXEC); // the number that accept() would get
        ::close(next);
        const rlimit none { .rlim_cur = rlim_t(next), .rlim_max = m_limit.rlim_max };
        ::setrlimit(RLIMIT_NOFILE, &none);
    }
    ~NoDescriptors() { ::setrlimit(RLIMIT_NOFILE, &m_limit); }

private:
    rlimit m_limit {};
};
