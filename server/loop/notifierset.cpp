// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "loop/notifierset.h"

#include "loop/loopwaker.h"

#include <QLoggingCategory>
#include <QSocketNotifier>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <limits>
#include <utility>

#include <sys/epoll.h>
#include <unistd.h>

namespace Drainboard {

Q_LOGGING_CATEGORY(lcLoop, "drainboard.loop", QtWarningMsg)

namespace {

constexpr int batchSize = 256;
constexpr quint64 wakerKey = std::numeric_limits<quint64>::max();
constexpr std::array<quint32, 3> eventOfType { EPOLLIN, EPOLLOUT, EPOLLPRI };

constexpr quint64 keyOf(int descriptor, quint32 generation)
{
    return quint64(generation) << 32 | quint32(descriptor);
}

constexpr quint32 typeBit(std::size_t type)
{
    return 1u << type;
}

// A lost connection (HUP, ERR) is told to all three types.
constexpr quint32 typesOf(quint32 events)
{
    quint32 types = 0;
    for (std::size_t type = 0; type < eventOfType.size(); ++type) {
        if (events & (eventOfType[type] | EPOLLHUP | EPOLLERR))
            types |= typeBit(type);
    }
    return types;
}

} // namespace

quint32 NotifierSet::DescriptorState::wanted() const
{
    quint32 events = 0;
    for (std::size_t type = 0; type < notifiers.size(); ++type) {
        if (notifiers[type])
            events |= eventOfType[type];
    }
    return events;
}

NotifierSet::NotifierSet(LoopWaker &waker)
    : m_waker(waker)
    , m_epoll(::epoll_create1(EPOLL_CLOEXEC))
{
    watchWaker();
}

NotifierSet::~NotifierSet()
{
    ::close(m_epoll);
}

void NotifierSet::add(QSocketNotifier *notifier)
{
    const int descriptor = int(notifier->socket());
    QSocketNotifier *&place = m_states[descriptor].notifiers[std::size_t(notifier->type())];
    if (place && place != notifier) {
        qCWarning(lcLoop, "descriptor %d has two notifiers of one type: the first is ignored", descriptor);
        disarm(descriptor); // the number may stand for another descriptor by now, which epoll does not know
    }
    place = notifier;
    noteChange(descriptor);
}

void NotifierSet::remove(QSocketNotifier *notifier)
{
    const int descriptor = int(notifier->socket());
    DescriptorState &state = m_states[descriptor];
    QSocketNotifier *&place = state.notifiers[std::size_t(notifier->type())];
    if (place != notifier)
        return;
    place = nullptr;
    // Now, not in applyChanges(): the descriptor may be closed as soon as nobody watches it. If it has a duplicate,
    // epoll would go on to report its events, and nobody could tell it to stop.
    if (state.wanted() == 0)
        disarm(descriptor);
    else
        noteChange(descriptor);
}

bool NotifierSet::collect(int timeout)
{
    m_ready.clear(); // what an outer event loop has not yet taken is found again
    m_taken = 0;
    applyChanges();

    std::array<epoll_event, batchSize> events;
    const int count = ::epoll_wait(m_epoll, events.data(), batchSize, hasReadyFile() ? 0 : timeout);
    if (count < 0) {
        if (errno != EINTR)
            qFatal("an event loop cannot go on: epoll_wait failed (error %d)", errno);
        return false;
    }
    bool isStale = false;
    for (int i = 0; i < count; ++i) {
        const quint64 key = events[std::size_t(i)].data.u64;
        if (key == wakerKey) {
            m_waker.drain();
            continue;
        }
        const int descriptor = int(quint32(key));
        const DescriptorState &state = m_states[descriptor];
        if (state.armed && key == keyOf(descriptor, state.generation))
            m_ready.push_back({ &state, state.generation, typesOf(events[std::size_t(i)].events) });
        else
            isStale = true;
    }
    if (isStale)
        reopen();
    for (const int descriptor : m_files) {
        const DescriptorState &state = m_states[descriptor];
        m_ready.push_back({ &state, state.generation, typesOf(EPOLLIN | EPOLLOUT) });
    }
    return true;
}

QSocketNotifier *NotifierSet::takeReady()
{
    for (; m_taken < m_ready.size(); ++m_taken) {
        Ready &ready = m_ready[m_taken];
        if (ready.generation != ready.state->generation)
            continue;
        for (QSocketNotifier *notifier : ready.state->notifiers) {
            if (notifier && ready.types & typeBit(notifier->type())) {
                ready.types &= ~typeBit(notifier->type());
                return notifier;
            }
        }
    }
    return nullptr;
}

bool NotifierSet::hasReadyFile() const
{
    return std::any_of(m_files.begin(), m_files.end(),
                       [this](int descriptor) { return m_states.at(descriptor).wanted() & (EPOLLIN | EPOLLOUT); });
}

void NotifierSet::watchWaker()
{
    epoll_event event { .events = EPOLLIN, .data = { .u64 = wakerKey } };
    if (m_epoll < 0 || ::epoll_ctl(m_epoll, EPOLL_CTL_ADD, m_waker.descriptor(), &event) != 0)
        qFatal("an event loop cannot be had: no epoll instance (error %d)", errno);
}

// A descriptor was closed before its notifiers were removed, and it has a duplicate. This epoll instance goes on to
// report its events as long as it lives. So make a new one.
void NotifierSet::reopen()
{
    // Open the new one first: if the old one were closed first, another thread could take the last free descriptor.
    const int successor = ::epoll_create1(EPOLL_CLOEXEC);
    ::close(m_epoll);
    m_epoll = successor >= 0 ? successor : ::epoll_create1(EPOLL_CLOEXEC);
    watchWaker();
    for (auto &[descriptor, state] : m_states) {
        if (std::exchange(state.armed, 0) != 0)
            noteChange(descriptor);
    }
}

void NotifierSet::noteChange(int descriptor)
{
    if (!std::exchange(m_states[descriptor].isChanged, true))
        m_changed.push_back(descriptor);
}

// Not until the wait begins: so a notifier that is disabled and enabled again meanwhile costs nothing.
void NotifierSet::applyChanges()
{
    for (std::size_t i = 0; i < m_changed.size(); ++i) { // disable() adds to it
        const int descriptor = m_changed[i];
        m_states[descriptor].isChanged = false;
        if (const int error = arm(descriptor)) {
            qCWarning(lcLoop, "descriptor %d cannot be watched: %s", descriptor, std::strerror(error));
            disable(descriptor);
        }
    }
    m_changed.clear();
}

// The error that keeps it from being watched, or 0.
int NotifierSet::arm(int descriptor)
{
    DescriptorState &state = m_states[descriptor];
    const quint32 wanted = state.wanted();
    if (wanted == state.armed || state.isFile)
        return 0;
    const auto control = [&](int operation) {
        epoll_event event { .events = wanted, .data = { .u64 = keyOf(descriptor, state.generation) } };
        return ::epoll_ctl(m_epoll, operation, descriptor, &event) == 0 ? 0 : errno;
    };
    int error = control(state.armed ? EPOLL_CTL_MOD : EPOLL_CTL_ADD);
    if (error == ENOENT) { // the old descriptor was closed, and a new one has its number
        ++state.generation;
        error = control(EPOLL_CTL_ADD);
    } else if (error == EEXIST) { // it was closed, and a duplicate of it has got the same number
        error = control(EPOLL_CTL_MOD);
    }
    if (error == EPERM) {
        state.isFile = true;
        m_files.push_back(descriptor);
        error = 0;
    } else if (error == 0) {
        state.armed = wanted;
    }
    return error;
}

void NotifierSet::disarm(int descriptor)
{
    DescriptorState &state = m_states[descriptor];
    if (std::exchange(state.armed, 0) != 0)
        ::epoll_ctl(m_epoll, EPOLL_CTL_DEL, descriptor, nullptr); // fails if it has been closed, and may
    if (std::exchange(state.isFile, false))
        std::erase(m_files, descriptor);
    ++state.generation;
}

void NotifierSet::disable(int descriptor)
{
    const auto notifiers = m_states[descriptor].notifiers;
    for (QSocketNotifier *notifier : notifiers) {
        if (notifier)
            notifier->setEnabled(false); // calls remove()
    }
}

} // namespace Drainboard
