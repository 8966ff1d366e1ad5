// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <exception>

/// For co_spawn(): what the coroutine throws, io_context::run() does.
inline void rethrow(std::exception_ptr problem)
{
    if (problem)
        std::rethrow_exception(problem);
}
