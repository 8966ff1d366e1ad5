// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "child/wardenprocess.h"

#include "child/wardenprotocol.h"

#include <QFile>

#include <array>
#include <cerrno>
#include <csignal>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace Drainboard {

namespace {

constexpr int waitAtMost = 5000; // ms

/// The same, with a number that no descriptor of the warden has: those are set one after the other.
FileDescriptor movedUp(FileDescriptor descriptor)
{
    return FileDescriptor(::fcntl(descriptor.number(), F_DUPFD_CLOEXEC, int(WardenProtocol::FirstUnused)));
}

} // namespace

WardenProcess::WardenProcess(QObject *parent)
    : QObject(parent)
{
    connect(&m_notifier, &QSocketNotifier::activated, this, &WardenProcess::readReports);
}

WardenProcess::~WardenProcess()
{
    if (m_warden < 0)
        return;
    m_notifier.setEnabled(false);
    kill();
    // It closes its end when nothing is left.
    std::array<char, 256> bytes {};
    pollfd entry { m_link.number(), POLLIN, 0 };
    while (::poll(&entry, 1, waitAtMost) == 1 && ::read(entry.fd, bytes.data(), bytes.size()) > 0) { }
    ::waitpid(m_warden, nullptr, entry.revents & POLLHUP ? 0 : WNOHANG);
}

bool WardenProcess::start(Command command)
{
    std::array<int, 2> ends { -1, -1 };
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
        return false;
    m_link = FileDescriptor(ends[0]);
    ::fcntl(ends[0], F_SETFL, O_NONBLOCK);
    const FileDescriptor wardensEnd = movedUp(FileDescriptor(ends[1]));
    const FileDescriptor output = movedUp(std::move(command.output));
    const FileDescriptor errors = movedUp(std::move(command.errors));
    if (!wardensEnd.isValid() || !output.isValid() || !errors.isValid())
        return false;

    const QByteArray program = QFile::encodeName(command.warden);
    QByteArrayList arguments { "drainboard-warden", WardenProtocol::argument, QByteArray::number(::getpid()),
                               command.descriptorLimit ? QByteArray::number(*command.descriptorLimit)
                                                       : QByteArray(WardenProtocol::sameLimit),
                               "--" };
    for (const QString &argument : std::as_const(command.command))
        arguments += QFile::encodeName(argument);
    std::vector<char *> pointers;
    for (QByteArray &argument : arguments)
        pointers.push_back(argument.data());
    pointers.push_back(nullptr);

    posix_spawn_file_actions_t files;
    ::posix_spawn_file_actions_init(&files);
    ::posix_spawn_file_actions_adddup2(&files, wardensEnd.number(), WardenProtocol::Link);
    ::posix_spawn_file_actions_adddup2(&files, output.number(), WardenProtocol::Output);
    ::posix_spawn_file_actions_adddup2(&files, errors.number(), WardenProtocol::Errors);
    // No signal ends it before it can say what it heeds.
    sigset_t all;
    sigfillset(&all);
    posix_spawnattr_t attributes;
    ::posix_spawnattr_init(&attributes);
    ::posix_spawnattr_setsigmask(&attributes, &all);
    ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP);
    const int error = ::posix_spawn(&m_warden, program.constData(), &files, &attributes, pointers.data(), environ);
    ::posix_spawnattr_destroy(&attributes);
    ::posix_spawn_file_actions_destroy(&files);
    if (error != 0) {
        m_warden = -1;
        errno = error;
        return false;
    }

    m_notifier.setSocket(m_link.number());
    m_notifier.setEnabled(true);
    return true;
}

void WardenProcess::sendSignal(int number)
{
    // A line is shorter than what always has room. If the warden is gone, we hear of it.
    const QByteArray line = "signal " + QByteArray::number(number) + '\n';
    ::send(m_link.number(), line.constData(), std::size_t(line.size()), MSG_NOSIGNAL);
}

void WardenProcess::kill()
{
    ::shutdown(m_link.number(), SHUT_WR);
}

void WardenProcess::readReports()
{
    std::array<char, 1024> bytes {};
    const ssize_t size = ::read(m_link.number(), bytes.data(), bytes.size());
    if (size < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    if (size <= 0) {
        end();
        return;
    }
    m_received.append(bytes.data(), size);
    for (qsizetype newline = 0; (newline = m_received.indexOf('\n')) >= 0;) {
        const QByteArray line = m_received.first(newline);
        m_received.remove(0, newline + 1);
        hear(line);
    }
}

void WardenProcess::hear(const QByteArray &line)
{
    const QByteArrayList words = line.split(' ');
    const int first = words.value(1).toInt();
    const int second = words.value(2).toInt();
    if (words[0] == "started") {
        m_command = first;
        Q_EMIT started(m_command);
    } else if (words[0] == "refused") {
        m_isOver = true;
        Q_EMIT refused(first);
    } else if (words[0] == "ended") {
        Q_EMIT commandEnded({ .exitCode = first, .signal = second });
    } else if (words[0] == "gone") {
        m_isOver = true;
        Q_EMIT gone({ .exitCode = first, .signal = second });
    }
}

void WardenProcess::end()
{
    m_notifier.setEnabled(false);
    m_link.close();
    ::waitpid(std::exchange(m_warden, -1), nullptr, 0); // its descriptors are closed: it has ended, or does just now
    if (m_isOver)
        return;
    m_isOver = true;
    if (m_command > 0)
        ::kill(-m_command, SIGKILL);
    Q_EMIT lost();
}

} // namespace Drainboard

#include "moc_wardenprocess.cpp"
