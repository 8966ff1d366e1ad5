// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "serverprocess.h"

#include <boost/asio/buffer.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstddef>
#include <regex>
#include <stdexcept>
#include <system_error>

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace Drainboard {

namespace asio = boost::asio;
using asio::ip::tcp;

ServerProcess::ServerProcess(asio::io_context &context, const std::vector<std::string> &command)
    : m_childSignal(context, SIGCHLD) // before there is a child, to miss nothing
    , m_output(context)
{
    std::vector<char *> arguments;
    for (const std::string &argument : command)
        arguments.push_back(const_cast<char *>(argument.c_str())); // which execvp() does not change
    arguments.push_back(nullptr);

    int output[2];
    if (::pipe2(output, O_CLOEXEC) != 0)
        throw std::system_error(errno, std::generic_category(), "pipe");
    m_output.assign(output[0]);
    m_process = ::fork();
    if (m_process == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        ::dup2(output[1], STDOUT_FILENO);
        ::execvp(arguments[0], arguments.data());
        ::_exit(127);
    }
    ::close(output[1]);
    if (m_process < 0)
        throw std::system_error(errno, std::generic_category(), "fork");
}

ServerProcess::~ServerProcess()
{
    if (m_process <= 0)
        return;
    signal(SIGKILL);
    ::waitpid(m_process, nullptr, 0);
}

asio::awaitable<tcp::endpoint> ServerProcess::endpoint()
{
    static const std::regex url("http://([0-9.]+):([0-9]+)");
    for (std::string said;;) {
        boost::system::error_code error;
        const std::size_t size = co_await asio::async_read_until(m_output, asio::dynamic_buffer(said), '\n',
                                                                 asio::redirect_error(asio::use_awaitable, error));
        if (error)
            throw std::runtime_error("the server does not say where it listens");
        const std::string line = said.substr(0, size);
        said.erase(0, size);
        if (std::smatch found; std::regex_search(line, found, url)) {
            const auto port = static_cast<unsigned short>(std::stoul(found[2]));
            co_return tcp::endpoint(asio::ip::make_address(found[1].str()), port);
        }
    }
}

asio::awaitable<void> ServerProcess::discardOutput()
{
    std::array<char, 4096> output;
    boost::system::error_code error;
    while (!error)
        co_await m_output.async_read_some(asio::buffer(output), asio::redirect_error(asio::use_awaitable, error));
}

void ServerProcess::signal(int number) const
{
    if (m_process > 0)
        ::kill(m_process, number);
}

asio::awaitable<std::string> ServerProcess::terminate(std::chrono::seconds patience)
{
    signal(SIGTERM);
    asio::steady_timer timer(m_output.get_executor(), patience);
    timer.async_wait([this](boost::system::error_code cancelled) {
        if (!cancelled)
            signal(SIGKILL);
    });
    co_return co_await ended();
}

asio::awaitable<std::string> ServerProcess::ended()
{
    int status = 0;
    while (::waitpid(m_process, &status, WNOHANG) == 0)
        co_await m_childSignal.async_wait(asio::use_awaitable);
    m_process = -1;
    co_return WIFEXITED(status) ? std::to_string(WEXITSTATUS(status)) : "signal " + std::to_string(WTERMSIG(status));
}

} // namespace Drainboard
