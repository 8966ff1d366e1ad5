// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

// What one client of the load sends, and what it must get for it: of every eight clients two ask for /delay/20,
// two upload (with a length, and in chunks) and four ask for /; one of the first and one of the last pipeline. The
// same seed gives the same requests. Plain value logic, for any one thread.

#include <random>
#include <string>
#include <vector>

namespace Drainboard {

struct Request
{
    std::string bytes;
    std::string answer; ///< the body that a right response has
};

class Workload
{
public:
    Workload(int client, unsigned seed);

    /// What is to be written next, in one go: one request, or two to four that are pipelined.
    std::vector<Request> next();

private:
    int anyOf(int least, int most);
    Request upload(bool chunked);

    const int m_client;
    std::mt19937 m_random;
};

} // namespace Drainboard
