// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "engine/acceptor.h"

#include "engine/worker.h"
#include "net/tcplistener.h"

#include <QLoggingCategory>

#include <array>
#include <chrono>
#include <optional>
#include <system_error>
#include <utility>

#include <poll.h>
#include <pthread.h>
#include <sys/eventfd.h>

namespace Drainboard {

using namespace std::chrono_literals;

Q_LOGGING_CATEGORY(lcAcceptor, "drainboard.server", QtWarningMsg)

namespace {

// After a failure to accept (no descriptors left, mostly), how long until it is tried again.
constexpr auto retryInterval = 100ms;

} // namespace

Acceptor::Acceptor(FileDescriptor listener, std::shared_ptr<ConnectionQuota> quota, std::vector<Worker *> workers,
                   QObject *parent)
    : QObject(parent)
    , m_listener(std::move(listener))
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
}

bool Acceptor::start()
{
    if (!m_wakeUp.isValid())
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
    ::eventfd_write(m_wakeUp.number(), 1);
}

void Acceptor::run()
{
    const TcpListener listener(m_listener.number());
    bool isBroken = false;
    while (m_command == Command::None) {
        // A broken listener would be reported again and again. poll() ignores a negative descriptor.
        if (waitFor(isBroken ? -1 : m_listener.number(), -1))
            isBroken = !acceptSome(listener);
    }
    // Closing a listener resets what waits. Where there is no descriptor for it, there will be: connections are ending.
    const auto handOverOne = [this](FileDescriptor descriptor) { handOver(std::move(descriptor)); };
    while (!listener.acceptAll(handOverOne) && m_command == Command::StopListening)
        waitFor(-1, int(retryInterval.count()));
    listener.stop();
    for (Worker *worker : m_workers)
        worker->endAdoption();
}

// Waits until \a descriptor is readable, a command comes, or the time has passed. Whether \a descriptor is readable.
bool Acceptor::waitFor(int descriptor, int milliseconds)
{
    std::array<pollfd, 2> polled { { { m_wakeUp.number(), POLLIN, 0 }, { descriptor, POLLIN, 0 } } };
    if (::poll(polled.data(), polled.size(), milliseconds) <= 0)
        return false;
    if (eventfd_t commands = 0; polled[0].revents)
        ::eventfd_read(m_wakeUp.number(), &commands); // before the caller looks at m_command: so none is missed
    return polled[1].revents;
}

// A few at a time, so that a command is soon heard. False if the listener is broken.
bool Acceptor::acceptSome(const TcpListener &listener)
{
    for (int i = 0; i < 64; ++i) {
        TcpListener::Acceptance acceptance = listener.accept();
        switch (acceptance.outcome) {
        case TcpListener::Outcome::Accepted:
            handOver(std::move(acceptance.descriptor));
            break;
        case TcpListener::Outcome::NoneWaiting:
            return true;
        case TcpListener::Outcome::NotNow:
            sayPaused();
            waitFor(-1, int(retryInterval.count()));
            return true;
        case TcpListener::Outcome::Failed:
            qCCritical(lcAcceptor, "no more connections can be accepted: %s",
                       std::system_category().message(acceptance.error).c_str());
            return false;
        }
    }
    return true;
}

void Acceptor::handOver(FileDescriptor descriptor)
{
    const SteadyTime now = SteadyClock::now();
    ConnectionQuota::Place place = m_quota->take();
    std::vector<WorkerChoice::Situation> situations;
    situations.reserve(m_workers.size());
    for (const Worker *worker : m_workers)
        situations.push_back({ worker->load(), worker->busySince(), place ? std::nullopt : worker->idleOffer(now) });
    const std::optional<std::size_t> makesRoom = WorkerChoice::whereRoomCanBeMade(situations, now);
    if (!place && !makesRoom)
        place = m_quota->reject();
    Worker *worker = m_workers[makesRoom ? *makesRoom : m_choice.next(situations, now)];
    if (place || makesRoom)
        worker->adopt(std::move(descriptor), std::move(place));
    else // whatever the workers do, descriptors must not pile up
        worker->refuseAtOnce(std::move(descriptor));
}

void Acceptor::sayPaused()
{
    if (!m_silence.hasExpired())
        return;
    m_silence = QDeadlineTimer(1s);
    Q_EMIT paused();
}

} // namespace Drainboard

#include "moc_acceptor.cpp"
