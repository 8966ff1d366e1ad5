// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
// poolclient PORT COUNT: opens COUNT connections to 127.0.0.1:PORT, prints its own port of each, and keeps them until
// its standard input ends.
#include "rawclient.h"

#include <cstdio>
#include <cstdlib>
#include <vector>

int main(int argc, char *argv[])
{
    if (argc != 3)
        return 2;
    std::vector<RawClient> clients;
    for (int left = std::atoi(argv[2]); left > 0; --left) {
        clients.emplace_back(quint16(std::atoi(argv[1])));
        if (!clients.back().isConnected())
            return 1;
        std::printf("%d\n", clients.back().port());
    }
    std::puts("connected");
    std::fflush(stdout);
    while (std::getchar() != EOF) { }
}
