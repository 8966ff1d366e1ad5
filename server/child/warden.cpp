// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "child/warden.h"

#include "child/descendants.h"
#include "child/wardenprotocol.h"

#include <array>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

namespace Drainboard {

namespace {

constexpr int parentDied = SIGUSR1; // what the kernel sends us then

/// -1 where \a text is no number.
long wardenNumber(std::string_view text)
{
    long value = 0;
    const char *const end = text.data() + text.size();
    const auto [behind, error] = std::from_chars(text.data(), end, value);
    return error == std::errc() && behind == end ? value : -1;
}

/// The process between. It has one thread, and never returns to who called it before nothing is left of the command.
class Warden
{
public:
    Warden(pid_t parent, const char *descriptorLimit, char **command)
        : m_parent(parent)
        , m_descriptorLimit(descriptorLimit)
        , m_command(command)
    {
    }

    int run();

private:
    bool start();
    [[noreturn]] void becomeCommand(int failure);
    void work();
    bool readCommands();
    void obey(std::string_view line);
    void passOn(int signalNumber);
    bool reap();
    void note(pid_t pid, int status);
    void killAll();
    void report(const char *word, int first, int second);
    void sayGone();
    void send();

    const pid_t m_parent;
    const char *const m_descriptorLimit;
    char **const m_command;
    const pid_t m_self = ::getpid();
    int m_signals = -1;
    pid_t m_main = -1; // the command's process, until it has ended
    int m_lastStatus = 0;
    bool m_isKilling = false;
    std::string m_received;
    std::string m_toSend;
};

int Warden::run()
{
    sigset_t mask;
    sigemptyset(&mask);
    sigaddset(&mask, SIGCHLD);
    sigaddset(&mask, parentDied);
    m_signals = ::signalfd(-1, &mask, SFD_CLOEXEC | SFD_NONBLOCK);
    if (m_signals < 0) {
        report("refused", errno, 0);
        send();
        return 1;
    }
    if (!start())
        return 1;
    work();
    return 0;
}

bool Warden::start()
{
    std::array<int, 2> failure { -1, -1 };
    int error = 0;
    if (::pipe2(failure.data(), O_CLOEXEC) != 0) {
        error = errno;
    } else {
        m_main = ::fork();
        if (m_main == 0)
            becomeCommand(failure[1]);
        if (m_main < 0)
            error = errno;
        ::close(failure[1]);
        // Nothing is to be read where the command runs: then the other end was closed on exec.
        if (m_main > 0 && ::read(failure[0], &error, sizeof error) == sizeof error)
            ::waitpid(m_main, nullptr, 0);
        ::close(failure[0]);
    }
    // The command's output ends when its last process does.
    ::close(WardenProtocol::Output);
    ::close(WardenProtocol::Errors);
    if (error != 0)
        report("refused", error, 0);
    else
        report("started", m_main, 0);
    send();
    return error == 0;
}

void Warden::becomeCommand(int failure)
{
    // If the warden is killed, at least the command itself does not stay.
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != m_self)
        ::_exit(1);
    ::setpgid(0, 0); // what a terminal sends to its foreground does not reach it
    for (int number = 1; number < NSIG; ++number)
        ::signal(number, SIG_DFL); // exec() leaves ignored what is ignored
    if (const long limit = wardenNumber(m_descriptorLimit); limit >= 0) {
        rlimit descriptors {};
        ::getrlimit(RLIMIT_NOFILE, &descriptors);
        descriptors.rlim_cur = rlim_t(limit);
        ::setrlimit(RLIMIT_NOFILE, &descriptors);
    }
    const int null = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    ::dup2(null, STDIN_FILENO);
    ::dup2(WardenProtocol::Output, STDOUT_FILENO);
    ::dup2(WardenProtocol::Errors, STDERR_FILENO);
    ::close(WardenProtocol::Output);
    ::close(WardenProtocol::Errors);
    sigset_t none;
    sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    ::execvp(m_command[0], m_command);
    const int error = errno;
    std::ignore = ::write(failure, &error, sizeof error);
    ::_exit(127);
}

void Warden::work()
{
    std::array<pollfd, 2> watched { pollfd { m_signals, POLLIN, 0 }, pollfd { WardenProtocol::Link, POLLIN, 0 } };
    for (;;) {
        if (::poll(watched.data(), watched.size(), -1) < 0)
            continue; // what else could be done?
        if (watched[0].revents != 0) {
            signalfd_siginfo signal {};
            while (::read(m_signals, &signal, sizeof signal) == sizeof signal) { }
            if (::getppid() != m_parent)
                m_isKilling = true;
            if (reap()) {
                sayGone();
                return;
            }
        }
        if (watched[1].revents != 0 && !readCommands())
            m_isKilling = true;
        if (m_isKilling) {
            killAll();
            sayGone();
            return;
        }
    }
}

/// False where who writes them is gone.
bool Warden::readCommands()
{
    std::array<char, 256> bytes {};
    const ssize_t size = ::read(WardenProtocol::Link, bytes.data(), bytes.size());
    if (size <= 0)
        return size < 0 && (errno == EINTR || errno == EAGAIN);
    m_received.append(bytes.data(), std::size_t(size));
    for (std::size_t end = 0; (end = m_received.find('\n')) != std::string::npos; m_received.erase(0, end + 1))
        obey(std::string_view(m_received).substr(0, end));
    return true;
}

void Warden::obey(std::string_view line)
{
    constexpr std::string_view signalWord = "signal ";
    if (line.substr(0, signalWord.size()) == signalWord)
        passOn(int(wardenNumber(line.substr(signalWord.size()))));
}

/// To the command's process alone, as an init system or a container does. Where that has left, to those whose parent it
/// was: they are ours now.
void Warden::passOn(int signalNumber)
{
    if (signalNumber <= 0)
        return;
    if (m_main > 0) {
        ::kill(m_main, signalNumber);
        return;
    }
    for (const pid_t pid : childrenOf(m_self))
        ::kill(pid, signalNumber);
}

/// True where no process is left.
bool Warden::reap()
{
    for (;;) {
        int status = 0;
        const pid_t pid = ::waitpid(-1, &status, WNOHANG);
        if (pid < 0)
            return true;
        if (pid == 0)
            break;
        note(pid, status);
    }
    send();
    return false;
}

void Warden::note(pid_t pid, int status)
{
    m_lastStatus = status;
    if (pid != m_main)
        return;
    m_main = -1;
    report("ended", WIFEXITED(status) ? WEXITSTATUS(status) : 0, WIFSIGNALED(status) ? WTERMSIG(status) : 0);
}

/// Each look kills all that it finds, and waits until those of them that are our children have ended. What was forked
/// meanwhile becomes ours when its parent has ended, and so is found by the next look. There is no child: nothing is
/// left.
void Warden::killAll()
{
    for (;;) {
        if (m_main > 0)
            ::kill(-m_main, SIGKILL); // most are in its group, and it needs no /proc
        std::vector<pid_t> awaited;
        for (const auto [pid, parent] : descendantsOf(m_self)) {
            ::kill(pid, SIGKILL);
            if (parent == m_self)
                awaited.push_back(pid);
        }
        do {
            int status = 0;
            const pid_t pid = ::waitpid(-1, &status, 0);
            if (pid < 0 && errno != EINTR)
                return;
            if (pid > 0)
                note(pid, status);
            std::erase(awaited, pid);
        } while (!awaited.empty());
    }
}

void Warden::report(const char *word, int first, int second)
{
    std::array<char, 64> line {};
    const int size = std::snprintf(line.data(), line.size(), "%s %d %d\n", word, first, second);
    m_toSend.append(line.data(), std::size_t(size));
}

void Warden::sayGone()
{
    report("gone", WIFEXITED(m_lastStatus) ? WEXITSTATUS(m_lastStatus) : 0,
           WIFSIGNALED(m_lastStatus) ? WTERMSIG(m_lastStatus) : 0);
    send();
}

/// In one piece: who reads that the command has ended also reads whether something is left.
void Warden::send()
{
    std::size_t sent = 0;
    while (sent < m_toSend.size()) {
        const ssize_t size = ::write(WardenProtocol::Link, m_toSend.data() + sent, m_toSend.size() - sent);
        if (size < 0 && errno != EINTR)
            break; // nobody reads any more
        sent += size > 0 ? std::size_t(size) : 0;
    }
    m_toSend.clear();
}

} // namespace

std::optional<int> runWarden(int argc, char **argv)
{
    constexpr int beforeCommand = 5;
    if (argc <= beforeCommand || std::strcmp(argv[1], WardenProtocol::argument) != 0
        || std::strcmp(argv[beforeCommand - 1], "--") != 0)
        return std::nullopt;

    sigset_t all;
    sigfillset(&all);
    ::sigprocmask(SIG_SETMASK, &all, nullptr);
    ::signal(SIGCHLD, SIG_DFL); // where it is ignored, nobody can be waited for
    ::setpgid(0, 0);
    ::close_range(WardenProtocol::FirstUnused, ~0u, 0);
    ::prctl(PR_SET_NAME, "server-warden"); // who kills by the name of the program does not mean it
    ::prctl(PR_SET_CHILD_SUBREAPER, 1);
    ::prctl(PR_SET_PDEATHSIG, parentDied);
    const auto parent = pid_t(wardenNumber(argv[2]));
    if (::getppid() != parent) // gone already, or never there
        return 1;
    return Warden(parent, argv[3], argv + beforeCommand).run();
}

} // namespace Drainboard
