// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "child/descendants.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <memory>
#include <string>
#include <string_view>

#include <dirent.h>
#include <fcntl.h>
#include <unistd.h>

namespace Drainboard {

namespace {

struct Process
{
    pid_t pid;
    pid_t parent;
};

struct CloseProcessFolder
{
    void operator()(DIR *folder) const { ::closedir(folder); }
};

/// 0 where there is no number at the beginning of \a text.
pid_t leadingPid(std::string_view text)
{
    pid_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

/// 0 where the process has ended.
pid_t parentOf(pid_t pid)
{
    const int file = ::open(("/proc/" + std::to_string(pid) + "/stat").c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return 0;
    std::array<char, 256> bytes {};
    const ssize_t size = ::read(file, bytes.data(), bytes.size());
    ::close(file);
    // "PID (NAME) STATE PARENT ...": in the name there may be anything (proc(5)).
    const std::string_view text(bytes.data(), size > 0 ? std::size_t(size) : 0);
    const std::size_t name = text.rfind(") ");
    const std::size_t parent = name == std::string_view::npos ? name : text.find(' ', name + 2);
    return parent == std::string_view::npos ? 0 : leadingPid(text.substr(parent + 1));
}

std::vector<Process> allProcesses()
{
    std::vector<Process> all;
    const std::unique_ptr<DIR, CloseProcessFolder> folder(::opendir("/proc"));
    if (!folder)
        return all;
    while (const dirent *entry = ::readdir(folder.get())) {
        const pid_t pid = leadingPid(entry->d_name);
        if (const pid_t parent = pid > 0 ? parentOf(pid) : 0; parent > 0)
            all.push_back({ pid, parent });
    }
    return all;
}

void addChildren(pid_t pid, const std::vector<Process> &all, std::vector<pid_t> &found)
{
    for (const Process &process : all) {
        if (process.parent == pid && std::ranges::find(found, process.pid) == found.end())
            found.push_back(process.pid);
    }
}

} // namespace

std::vector<pid_t> childrenOf(pid_t pid)
{
    std::vector<pid_t> found;
    addChildren(pid, allProcesses(), found);
    return found;
}

std::vector<pid_t> descendantsOf(pid_t pid)
{
    const std::vector<Process> all = allProcesses();
    std::vector<pid_t> found;
    addChildren(pid, all, found);
    for (std::size_t i = 0; i < found.size(); ++i)
        addChildren(found[i], all, found);
    return found;
}

} // namespace Drainboard
