// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

// A server under load, as a child process. It dies with this process, however that ends. For one thread, that of
// its io_context.

#include <utility> // Boost 1.74's asio/awaitable.hpp uses std::exchange and does not include this

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/signal_set.hpp>

#include <chrono>
#include <string>
#include <vector>

#include <sys/types.h>

namespace Drainboard {

class ServerProcess
{
public:
    /// Starts \a command, the path or name of a program and its arguments. Throws where there cannot be a process; a
    /// program that cannot be run is one that exits with 127.
    ServerProcess(boost::asio::io_context &context, const std::vector<std::string> &command);
    ServerProcess(const ServerProcess &) = delete;
    ServerProcess &operator=(const ServerProcess &) = delete;
    /// Kills it if it still runs.
    ~ServerProcess();

    /// Waits until it prints a line with http://ADDRESS:PORT (IPv4) on its standard output. Throws where that ends
    /// before. What it prints later is not read: the pipe holds 64 KiB.
    boost::asio::awaitable<boost::asio::ip::tcp::endpoint> endpoint();
    /// Reads what it prints from now on, and forgets it, until that ends.
    boost::asio::awaitable<void> discardOutput();
    pid_t id() const { return m_process; }
    /// Asks it to end, with SIGTERM, kills it if it takes longer than \a patience, and waits for its end: "0", "1"… for
    /// how it exited, "signal 9" for what killed it.
    boost::asio::awaitable<std::string> terminate(std::chrono::seconds patience);

private:
    void signal(int number) const;
    boost::asio::awaitable<std::string> ended();

    boost::asio::signal_set m_childSignal;
    boost::asio::posix::stream_descriptor m_output;
    pid_t m_process = -1; // until its end is known
};

} // namespace Drainboard
