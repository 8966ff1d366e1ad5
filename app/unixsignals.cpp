// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "unixsignals.h"

#include <atomic>
#include <cerrno>
#include <tuple>

#include <sys/socket.h>
#include <unistd.h>

namespace Drainboard {
namespace {

// Static, because a signal handler reaches nothing else.
std::array<std::atomic<int>, 2> toTell { -1, -1 };
static_assert(std::atomic<int>::is_always_lock_free);

void handle(int signalNumber)
{
    const int before = errno;
    const auto byte = static_cast<unsigned char>(signalNumber);
    for (const std::atomic<int> &descriptor : toTell) {
        // If the buffer is full, hundreds of signals wait to be read: one more would change nothing.
        if (descriptor >= 0)
            std::ignore = ::write(descriptor, &byte, 1);
    }
    errno = before;
}

} // namespace

UnixSignals::UnixSignals(int alsoTell, QObject *parent)
    : QObject(parent)
{
    Q_ASSERT_X(toTell[0] < 0, "UnixSignals", "there is one already");
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, m_pair.data()) != 0)
        qFatal("drainboard: no descriptor is left for signals");
    toTell[0] = m_pair[0];
    toTell[1] = alsoTell;

    connect(&m_notifier, &QSocketNotifier::activated, this, &UnixSignals::readBytes);
    m_notifier.setSocket(m_pair[1]);
    m_notifier.setEnabled(true);

    struct sigaction action = {};
    action.sa_handler = handle;
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    for (std::size_t i = 0; i < handled.size(); ++i)
        ::sigaction(handled[i], &action, &m_before[i]);
}

UnixSignals::~UnixSignals()
{
    for (std::size_t i = 0; i < handled.size(); ++i)
        ::sigaction(handled[i], &m_before[i], nullptr);
    for (std::atomic<int> &descriptor : toTell)
        descriptor = -1;
    m_notifier.setEnabled(false);
    for (const int descriptor : m_pair)
        ::close(descriptor);
}

QString UnixSignals::nameOf(int signalNumber)
{
    return signalNumber == SIGINT ? QStringLiteral("SIGINT") : QStringLiteral("SIGTERM");
}

void UnixSignals::readBytes()
{
    unsigned char byte = 0;
    while (::read(m_pair[1], &byte, 1) == 1)
        Q_EMIT received(byte);
}

} // namespace Drainboard

#include "moc_unixsignals.cpp"
