// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "processusage.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

namespace Drainboard {

namespace {

std::filesystem::path folder(pid_t process)
{
    return std::filesystem::path("/proc") / std::to_string(process);
}

} // namespace

long residentMemory(pid_t process)
{
    std::ifstream status(folder(process) / "status");
    for (std::string word; status >> word;) {
        long value = 0;
        if (word == "VmRSS:" && status >> value)
            return value;
    }
    throw std::runtime_error("the server has ended by itself");
}

bool isThreadSanitized(pid_t process)
{
    std::ifstream maps(folder(process) / "maps");
    for (std::string line; std::getline(maps, line);) {
        if (line.find("libtsan") != std::string::npos)
            return true;
    }
    return false;
}

long openDescriptors(pid_t process)
{
    return std::distance(std::filesystem::directory_iterator(folder(process) / "fd"), {});
}

} // namespace Drainboard
