// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only

// For tests: a server that does what its arguments say, one after the other.
//   listen:PORT      listens on 127.0.0.1
//   listen6:PORT     listens on ::1
//   on-term:CODE     from now on, SIGTERM closes the listener and ends it with CODE
//   on-term-once:PATH  the same, once there is a file PATH
//   ignore-term      from now on, SIGTERM does nothing
//   leave            forks; the parent ends with 0, the child begins a session of its own, and goes on
//   helper           forks a child that begins a session of its own, and waits for ever
//   say:TEXT, cry:TEXT, part:TEXT   a line on standard output, on standard error; the beginning of a line
//   pid              says "pid NUMBER"
//   lines:COUNT      says that many numbered lines
//   wait-for:PATH    until there is a file PATH
//   exit:CODE, die:SIGNAL, wait

#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <tuple>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

int listener = -1;
int codeOnTerm = 0;
std::string pathOnTerm;

void waitForFile(const char *path)
{
    while (::access(path, F_OK) != 0)
        ::usleep(1000);
}

void onTerm(int)
{
    ::close(listener);
    if (!pathOnTerm.empty())
        waitForFile(pathOnTerm.c_str());
    ::_exit(codeOnTerm);
}

void listenOn(int family, const char *port)
{
    sockaddr_in four {};
    four.sin_family = AF_INET;
    four.sin_port = htons(static_cast<std::uint16_t>(std::atoi(port)));
    four.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    sockaddr_in6 six {};
    six.sin6_family = AF_INET6;
    six.sin6_port = four.sin_port;
    six.sin6_addr = in6addr_loopback;
    const bool isSix = family == AF_INET6;
    const auto *address = isSix ? reinterpret_cast<const sockaddr *>(&six) : reinterpret_cast<const sockaddr *>(&four);
    listener = ::socket(family, SOCK_STREAM, 0);
    if (::bind(listener, address, isSix ? sizeof six : sizeof four) != 0 || ::listen(listener, 5) != 0) {
        std::perror("playserver");
        std::exit(98);
    }
}

void waitForEver()
{
    for (;;)
        ::pause();
}

void sayPid()
{
    std::printf("pid %d\n", ::getpid());
}

void leave()
{
    if (::fork() != 0)
        ::_exit(0);
    ::setsid();
    sayPid();
}

void helper()
{
    if (::fork() == 0) {
        ::setsid();
        sayPid();
        waitForEver();
    }
}

void die(int number)
{
    std::signal(number, SIG_DFL); // a sanitizer may have it
    std::raise(number);
}

void perform(const std::string &what, const char *with)
{
    if (what == "listen")
        listenOn(AF_INET, with);
    else if (what == "listen6")
        listenOn(AF_INET6, with);
    else if (what == "on-term") {
        codeOnTerm = std::atoi(with);
        std::signal(SIGTERM, onTerm);
    } else if (what == "on-term-once") {
        pathOnTerm = with;
        std::signal(SIGTERM, onTerm);
    } else if (what == "ignore-term")
        std::signal(SIGTERM, SIG_IGN);
    else if (what == "leave")
        leave();
    else if (what == "helper")
        helper();
    else if (what == "say")
        std::printf("%s\n", with);
    else if (what == "cry")
        std::fprintf(stderr, "%s\n", with);
    else if (what == "part")
        std::fputs(with, stdout);
    else if (what == "pid")
        sayPid();
    else if (what == "lines") {
        for (int i = 0; i < std::atoi(with); ++i)
            std::printf("line %d\n", i);
    } else if (what == "wait-for")
        waitForFile(with);
    else if (what == "exit")
        ::_exit(std::atoi(with));
    else if (what == "die")
        die(std::atoi(with));
    else if (what == "wait")
        waitForEver();
    else {
        std::fprintf(stderr, "playserver: %s?\n", what.c_str());
        std::exit(99);
    }
}

} // namespace

int main(int argc, char **argv)
{
    std::setvbuf(stdout, nullptr, _IONBF, 0);
    for (int i = 1; i < argc; ++i) {
        const char *const colon = std::strchr(argv[i], ':');
        perform(colon ? std::string(argv[i], std::size_t(colon - argv[i])) : argv[i], colon ? colon + 1 : "");
    }
}
