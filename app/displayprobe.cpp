// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "displayprobe.h"

#include "qtoptions.h"

#include <QByteArray>
#include <QGuiApplication>

#include <chrono>
#include <csignal>

#include <cerrno>
#include <fcntl.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace std::chrono_literals;

namespace Drainboard {
namespace {

constexpr auto patience = 10s;

void beSilent()
{
    if (const int null = ::open("/dev/null", O_RDWR | O_CLOEXEC); null >= 0) {
        for (const int standard : { STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO })
            ::dup2(null, standard);
    }
}

[[noreturn]] void tryDisplay(int argc, char *argv[], int resultDescriptor)
{
    beSilent();
    // Here an abort is an answer, not an accident. So no core file is written. A crash reporter would not respect
    // that limit, so it does not see the signal either.
    constexpr rlimit none { 0, 0 };
    ::setrlimit(RLIMIT_CORE, &none);
    std::signal(SIGABRT, [](int) { ::_exit(1); });

    QCoreApplication::setAttribute(Qt::AA_DisableSessionManager);
    const QGuiApplication application(argc, argv);
    const char yes = 1;
    const bool told = ::write(resultDescriptor, &yes, 1) == 1;
    ::_exit(told ? 0 : 1);
}

/// Whether a byte comes, before the end of file and in time.
bool receivesByte(int descriptor)
{
    const auto end = std::chrono::steady_clock::now() + patience;
    for (;;) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
        pollfd entry { descriptor, POLLIN, 0 };
        const int ready = ::poll(&entry, 1, static_cast<int>(std::max(left, 0ms).count()));
        if (ready < 0 && errno == EINTR)
            continue;
        char byte = 0;
        return ready > 0 && ::read(descriptor, &byte, 1) == 1;
    }
}

} // namespace

bool displayIsUsable(int argc, char *argv[])
{
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments += QString::fromLocal8Bit(argv[i]);
    if (!QtOptions::nameAPlatform(arguments) && qEnvironmentVariableIsEmpty("DISPLAY")
        && qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY") && qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) {
        return false;
    }

    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0)
        return false;
    const pid_t child = ::fork();
    if (child == 0) {
        ::close(ends[0]);
        tryDisplay(argc, argv, ends[1]);
    }
    ::close(ends[1]);
    const bool usable = child > 0 && receivesByte(ends[0]);
    ::close(ends[0]);
    if (child > 0) {
        ::kill(child, SIGKILL); // it has answered, or never will
        while (::waitpid(child, nullptr, 0) < 0 && errno == EINTR) { }
    }
    return usable;
}

} // namespace Drainboard
