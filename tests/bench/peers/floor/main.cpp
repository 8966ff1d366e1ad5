// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
//
// The floor under every HTTP server: the system calls that there is no way around, and nothing else. Whatever it
// receives it takes for one request, and it always gives the same answer.
#include <cerrno>
#include <cstdio>
#include <string_view>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

constexpr int backlog = 4096;
constexpr std::string_view answer = "HTTP/1.1 200 OK\r\n"
                                    "Content-Type: application/json\r\n"
                                    "Content-Length: 13\r\n"
                                    "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n"
                                    "\r\n"
                                    "{\"ping\":true}";

void watch(int poll, int descriptor)
{
    epoll_event event {};
    event.events = EPOLLIN;
    event.data.fd = descriptor;
    ::epoll_ctl(poll, EPOLL_CTL_ADD, descriptor, &event);
}

void serve(int descriptor)
{
    char request[16384];
    const ssize_t received = ::recv(descriptor, request, sizeof request, 0);
    if (received > 0)
        ::send(descriptor, answer.data(), answer.size(), MSG_NOSIGNAL);
    else if (received == 0 || errno != EAGAIN)
        ::close(descriptor);
}

} // namespace

int main()
{
    const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    sockaddr_in address {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto *const generic = reinterpret_cast<sockaddr *>(&address);
    if (::bind(listener, generic, size) != 0 || ::listen(listener, backlog) != 0
        || ::getsockname(listener, generic, &size) != 0) {
        std::perror("floorserver");
        return 1;
    }
    std::printf("Running… http://127.0.0.1:%d\n", ntohs(address.sin_port));
    std::fflush(stdout);

    const int poll = ::epoll_create1(EPOLL_CLOEXEC);
    watch(poll, listener);
    while (true) {
        epoll_event events[256];
        const int count = ::epoll_wait(poll, events, 256, -1);
        for (int i = 0; i < count; ++i) {
            if (events[i].data.fd != listener) {
                serve(events[i].data.fd);
                continue;
            }
            int accepted;
            while ((accepted = ::accept4(listener, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0)
                watch(poll, accepted);
        }
    }
}
