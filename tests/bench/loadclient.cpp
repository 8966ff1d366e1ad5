// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "loadclient.h"

#include <algorithm>
#include <exception>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

using boost::asio::ip::tcp;

int runLoadClient(int argc, char *argv[], std::string_view usage,
                  const std::function<void(const tcp::endpoint &, std::span<const int>)> &run)
{
    if (argc != 1 + std::count(usage.begin(), usage.end(), ' ')) {
        std::cerr << usage << '\n';
        return 2;
    }
    try {
        const tcp::endpoint server(boost::asio::ip::make_address(argv[1]),
                                   static_cast<unsigned short>(std::stoul(argv[2])));
        std::vector<int> numbers;
        std::transform(argv + 3, argv + argc, std::back_inserter(numbers),
                       [](const char *text) { return std::stoi(text); });
        run(server, numbers);
    } catch (const std::exception &problem) {
        std::cerr << usage.substr(0, usage.find(' ')) << ": " << problem.what() << '\n';
        return 1;
    }
    return 0;
}
