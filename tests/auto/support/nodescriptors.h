// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

// For tests: a process that has no descriptor left.

#include <QtGlobal>

#include <vector>

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

// Takes all descriptors but those in use, and a few that are left, away, while it lives.
class NoDescriptors
{
    Q_DISABLE_COPY_MOVE(NoDescriptors)

public:
    explicit NoDescriptors(int left = 0)
    {
        ::getrlimit(RLIMIT_NOFILE, &m_limit);
        std::vector<int> next; // the numbers that accept() would get
        for (int i = 0; i <= left; ++i)
            next.push_back(::open("/dev/null", O_RDONLY | O_CLOEXEC));
        for (const int descriptor : next)
            ::close(descriptor);
        const rlimit few { .rlim_cur = rlim_t(next.back()), .rlim_max = m_limit.rlim_max };
        ::setrlimit(RLIMIT_NOFILE, &few);
    }
    ~NoDescriptors() { ::setrlimit(RLIMIT_NOFILE, &m_limit); }

private:
    rlimit m_limit {};
};
