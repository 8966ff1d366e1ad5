// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

// For tests: a process that can start no thread.

#include <QtGlobal>

#include <cstddef>

#include <pthread.h>

// Threads want a stack that no address space has room for, while it lives.
class NoThreads
{
    Q_DISABLE_COPY_MOVE(NoThreads)

public:
    NoThreads()
    {
        ::pthread_getattr_default_np(&m_usual);
        pthread_attr_t greedy;
        ::pthread_getattr_default_np(&greedy);
        ::pthread_attr_setstacksize(&greedy, std::size_t(1) << 60);
        ::pthread_setattr_default_np(&greedy);
        ::pthread_attr_destroy(&greedy);
    }
    ~NoThreads()
    {
        ::pthread_setattr_default_np(&m_usual);
        ::pthread_attr_destroy(&m_usual);
    }

private:
    pthread_attr_t m_usual;
};
