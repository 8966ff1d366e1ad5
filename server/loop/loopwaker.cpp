// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "loop/loopwaker.h"

#include <cerrno>

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace Drainboard {

LoopWaker::LoopWaker()
    : m_descriptor(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
{
    if (m_descriptor < 0)
        qFatal("an event loop cannot be had: no eventfd (error %d)", errno);
}

LoopWaker::~LoopWaker()
{
    ::close(m_descriptor);
}

void LoopWaker::wake()
{
    if (m_state.exchange(State::Woken) == State::Waiting)
        ::eventfd_write(m_descriptor, 1);
}

bool LoopWaker::takeWake()
{
    return m_state.exchange(State::Running) == State::Woken;
}

bool LoopWaker::beginWait()
{
    State running = State::Running;
    return m_state.compare_exchange_strong(running, State::Waiting);
}

bool LoopWaker::endWait()
{
    State state = State::Waiting;
    m_state.compare_exchange_strong(state, State::Running);
    return state == State::Woken;
}

void LoopWaker::drain()
{
    eventfd_t count;
    ::eventfd_read(m_descriptor, &count);
}

bool LoopWaker::wait(int timeout)
{
    pollfd entry { m_descriptor, POLLIN, 0 };
    const int ready = ::poll(&entry, 1, timeout);
    if (ready > 0)
        drain();
    return ready >= 0 || errno != EINTR;
}

} // namespace Drainboard
