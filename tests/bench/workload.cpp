// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "workload.h"

#include <algorithm>
#include <cstddef>
#include <sstream>

namespace Drainboard {

namespace {

constexpr int fewBytes = 10'000;
constexpr int manyBytes = 60'000;

std::mt19937 seeded(unsigned seed, int client)
{
    std::seed_seq both { seed, unsigned(client) };
    return std::mt19937(both);
}

Request get(const std::string &target, const std::string &answer)
{
    return { "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n", answer };
}

} // namespace

Workload::Workload(int client, unsigned seed)
    : m_client(client)
    , m_random(seeded(seed, client))
{
}

std::vector<Request> Workload::next()
{
    static const Request plain = get("/", R"({"ping":true})");
    static const Request delayed = get("/delay/20", R"({"delayed":20})");
    switch (m_client % 8) {
    case 0:
        return std::vector(std::size_t(anyOf(2, 4)), delayed);
    case 1:
        return std::vector(std::size_t(anyOf(2, 4)), plain);
    case 3:
        return { upload(false) };
    case 4:
        return { delayed };
    case 5:
        return { upload(true) };
    default:
        return { plain };
    }
}

int Workload::anyOf(int least, int most)
{
    return std::uniform_int_distribution(least, most)(m_random);
}

Request Workload::upload(bool chunked)
{
    const int size = anyOf(fewBytes, manyBytes);
    std::ostringstream bytes;
    bytes << "POST /upload HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/octet-stream\r\n";
    if (chunked) {
        bytes << "Transfer-Encoding: chunked\r\n\r\n";
        for (int left = size; left > 0;) {
            const int chunk = std::min(left, anyOf(1, fewBytes));
            bytes << std::hex << chunk << "\r\n" << std::string(std::size_t(chunk), 'x') << "\r\n";
            left -= chunk;
        }
        bytes << "0\r\n\r\n";
    } else {
        bytes << "Content-Length: " << size << "\r\n\r\n" << std::string(std::size_t(size), 'x');
    }
    return { bytes.str(), "{\"received\":" + std::to_string(size) + '}' };
}

} // namespace Drainboard
