// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
//
// drainload [--rounds N] [--clients N] [--seed N] --server NAME COMMAND [ARGUMENT…] [--server …]
//
// Shuts servers down under load, and counts the requests that are lost by it. It knows of a server only that it
// prints its URL, answers GET / with {"ping":true}, GET /delay/20 with {"delayed":20} and POST /upload with
// {"received":BYTES}, and ends at SIGTERM. In each round each server is started anew and gets the same load:
// clients (see Workload) that send as fast as they are answered, over connections that they keep. 100 to 300 ms after
// all clients have been answered once, SIGTERM is sent; the clients go on as a pool of clients does (PooledClient).
//
// What counts: a request is sent whole if the client's kernel has taken all its bytes, and then it is either answered
// whole and right, or lost (RequestTally says how). A client that has seen the server's FIN or "Connection: close"
// sends nothing more on that connection, so that no server is blamed for what came after. Pipelined requests are
// written in one go, before any of their answers: a server that says "Connection: close" to the first of them has
// the others too, as a rule, and drops them. They count as lost, in a line of their own, for a client that is told
// so can send them again.
//
// The server named first is on trial: 0 if it has lost nothing and exited with 0 each time, else 1; 2 if there is
// no result.
#include "drainfigures.h"
#include "drainround.h"

#include <charconv>
#include <exception>
#include <iostream>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include <unistd.h>

using namespace Drainboard;

namespace {

struct Server
{
    std::string name;
    std::vector<std::string> command;
};

struct Options
{
    int rounds = 100;
    int clients = 64;
    int seed = 1;
    std::vector<Server> servers;
};

int number(const std::string &text)
{
    int value = 0;
    const char *const end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc() || stopped != end || value < 1)
        throw std::invalid_argument("not a positive number: " + text);
    return value;
}

Options parse(std::vector<std::string> arguments)
{
    Options options;
    const std::map<std::string, int *> numbers = { { "--rounds", &options.rounds },
                                                   { "--clients", &options.clients },
                                                   { "--seed", &options.seed } };
    arguments.emplace_back(); // for an option without a value
    for (std::size_t i = 0; i + 1 < arguments.size(); ++i) {
        const std::string &argument = arguments[i];
        if (argument == "--server")
            options.servers.push_back({ arguments[++i], {} });
        else if (!options.servers.empty())
            options.servers.back().command.push_back(argument);
        else if (const auto option = numbers.find(argument); option != numbers.end())
            *option->second = number(arguments[++i]);
        else
            throw std::invalid_argument("unknown option: " + argument);
    }
    if (options.servers.empty())
        throw std::invalid_argument("no server");
    for (const Server &server : options.servers) {
        if (server.command.empty())
            throw std::invalid_argument("no command: " + server.name);
    }
    return options;
}

int run(const Options &options)
{
    std::vector<DrainFigures> columns;
    for (const Server &server : options.servers)
        columns.emplace_back(server.name);
    for (int round = 0; round < options.rounds; ++round) {
        for (std::size_t i = 0; i < columns.size(); ++i) {
            if (::isatty(STDERR_FILENO))
                std::cerr << "\rround " << round + 1 << " of " << options.rounds << std::flush;
            try {
                DrainRound drain(options.servers[i].command, options.clients, unsigned(options.seed + round));
                columns[i].add(drain.run());
            } catch (const std::exception &problem) {
                throw std::runtime_error(columns[i].name() + ": " + problem.what());
            }
        }
    }
    if (::isatty(STDERR_FILENO))
        std::cerr << '\n';
    DrainFigures::print(std::cout, columns);
    return columns.front().isFlawless() ? 0 : 1;
}

} // namespace

int main(int argc, char *argv[])
{
    try {
        return run(parse({ argv + 1, argv + argc }));
    } catch (const std::exception &problem) {
        std::cerr << "drainload: " << problem.what() << '\n';
        return 2;
    }
}
