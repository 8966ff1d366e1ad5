// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "engine/acceptor.h"

#include "engine/worker.h"
#include "net/tcplistener.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <limits>
#include <system_error>
#include <utility>

#include <poll.h>
#include <pthread.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace Drainboard {

using namespace std::chrono_literals;

namespace {

// What keeps accepting from going on is looked at again after this long.
constexpr auto retryInterval = 100ms;

} // namespace

Acceptor::Acceptor(int listener, std::shared_ptr<ConnectionQuota> quota, std::vector<Worker *> workers, QObject *parent)
    : QObject(parent)
    , m_listener(listener)
    , m_quota(std::move(quota))
    , m_workers(std::move(workers))
    , m_wakeUp(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
{
}

Acceptor::~Acceptor()
{
    abandon();
    if (m_thread.joinable())
        m_thread.join();
    ::close(m_wakeUp);
    ::close(m_listener);
}

bool Acceptor::start()
{
    if (m_wakeUp < 0)
        return false;
    try {
        m_thread = std::thread(&Acceptor::run, this);
    } catch (const std::system_error &) {
        return false;
    }
    ::pthread_setname_np(m_thread.native_handle(), "acceptor");
    return true;
}

void Acceptor::stopListening()
{
    command(Command::StopListening);
}

void Acceptor::abandon()
{
    command(Command::Abandon);
}

void Acceptor::command(Command command)
{
    m_command = command;
    ::eventfd_write(m_wakeUp, 1);
}

void Acceptor::run()
{
    const TcpListener listener(m_listener);
    while (m_command == Command::None) {
        if (waitFor(m_listener, -1))
            acceptSome(listener);
    }
    // Closing a listener resets what waits. Where there is no descriptor for it, there will be: connections are ending.
    const auto handOverOne = [this](int descriptor) { handOver(descriptor); };
    while (!listener.acceptAll(handOverOne) && m_command == Command::StopListening)
        waitFor(-1, int(retryInterval.count())); // poll() ignores a negative descriptor
    listener.stop();
    for (Worker *worker : m_workers)
        worker->endAdoption();
}

// Until \a descriptor is readable, a command comes, or the time has passed; whether it is the first.
bool Acceptor::waitFor(int descriptor, int milliseconds)
{
    std::array<pollfd, 2> polled { { { m_wakeUp, POLLIN, 0 }, { descriptor, POLLIN, 0 } } };
    if (::poll(polled.data(), polled.size(), milliseconds) <= 0)
        return false;
    if (eventfd_t commands = 0; polled[0].revents)
        ::eventfd_read(m_wakeUp, &commands); // which one is seen afterwards: so none is missed
    return polled[1].revents;
}

// A few at a time, so that a command is soon heard.
void Acceptor::acceptSome(const TcpListener &listener)
{
    for (int i = 0; i < 64; ++i) {
        const auto [outcome, descriptor] = listener.accept();
        switch (outcome) {
        case TcpListener::Outcome::Accepted:
            handOver(descriptor);
            break;
        case TcpListener::Outcome::NoneWaiting:
            return;
        case TcpListener::Outcome::OutOfDescriptors:
            sayPaused();
            waitFor(-1, int(retryInterval.count()));
            return;
        }
    }
}

void Acceptor::handOver(int descriptor)
{
    // From the one behind the last on, so that equals take turns.
    std::size_t best = m_last;
    qsizetype fewest = std::numeric_limits<qsizetype>::max();
    for (std::size_t i = 1; i <= m_workers.size(); ++i) {
        const std::size_t candidate = (m_last + i) % m_workers.size();
        if (const qsizetype load = m_workers[candidate]->load(); load < fewest) {
            fewest = load;
            best = candidate;
        }
    }
    m_last = best;
    m_workers[best]->adopt(descriptor, m_quota->take());
}

void Acceptor::sayPaused()
{
    if (!m_saidPaused.hasExpired())
        return;
    m_saidPaused = QDeadlineTimer(1s);
    Q_EMIT paused();
}

} // namespace Drainboard
