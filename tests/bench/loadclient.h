// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

// What the programs that put a server under load, or measure it, have in common.

#include <utility> // Boost 1.74's asio/awaitable.hpp uses std::exchange and does not include this

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <functional>
#include <span>
#include <string_view>

/// Their main(): \a usage is the program's name and what it takes, "NAME ADDRESS PORT", then numbers. \a run is given
/// the server and the numbers. Returns the exit status: 2 for another count of arguments, 1 if something was thrown,
/// and says so on standard error.
int runLoadClient(int argc, char *argv[], std::string_view usage,
                  const std::function<void(const boost::asio::ip::tcp::endpoint &, std::span<const int>)> &run);
