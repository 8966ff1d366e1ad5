// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only

// randomtraffic BEHIND THROUGH BYTES LARGEST SEED: listens on the port BEHIND, and has random traffic go to it through
// whoever listens on the port THROUGH, until so many bytes have come out. Says how much that was, and fails where
// anything was not as it went in.

#include "randomtraffic.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>

int main(int argc, char **argv)
{
    if (argc != 6) {
        std::fputs("randomtraffic BEHIND THROUGH BYTES LARGEST SEED\n", stderr);
        return 2;
    }
    const auto number = [argv](int index) { return std::strtoull(argv[index], nullptr, 10); };
    RandomTraffic traffic(std::uint16_t(number(1)));
    if (traffic.port() == 0) {
        std::fprintf(stderr, "cannot listen on port %s\n", argv[1]);
        return 2;
    }
    const auto begin = std::chrono::steady_clock::now();
    const RandomTraffic::Tally tally = traffic.pass(
        std::uint16_t(number(2)), { .seed = number(5), .amount = number(3), .largest = number(4), .atATime = 8 });
    const std::chrono::duration<double> time = std::chrono::steady_clock::now() - begin;
    std::printf("%.2f GB in %.1f s, on %llu connections: %llu FINs and %llu RSTs have come out\n",
                double(tally.bytes) / 1e9, time.count(), static_cast<unsigned long long>(tally.connections),
                static_cast<unsigned long long>(tally.fins), static_cast<unsigned long long>(tally.resets));
    if (tally.fault.empty())
        return 0;
    std::printf("Not as it went in: %s\n", tally.fault.c_str());
    return 1;
}
