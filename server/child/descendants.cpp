// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "child/descendants.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>

#include <dirent.h>
#include <fcntl.h>
#include <unistd.h>

namespace Drainboard {

namespace {

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

std::vector<Descendant> allProcesses()
{
    std::vector<Descendant> all;
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

void addChildren(pid_t pid, const std::vector<Descendant> &all, std::vector<Descendant> &found)
{
    std::ranges::copy_if(all, std::back_inserter(found), [pid](const Descendant &one) { return one.parent == pid; });
}

} // namespace

std::vector<pid_t> childrenOf(pid_t pid)
{
    std::vector<pid_t> found;
    for (const Descendant &process : allProcesses()) {
        if (process.parent == pid)
            found.push_back(process.pid);
    }
    return found;
}

std::vector<Descendant> descendantsOf(pid_t pid)
{
    const std::vector<Descendant> all = allProcesses();
    std::vector<Descendant> found;
    addChildren(pid, all, found);
    // A number may be used again while we look: that must not lead round in a circle.
    for (std::size_t i = 0; i < found.size() && found.size() <= all.size(); ++i)
        addChildren(found[i].pid, all, found);
    return found;
}

} // namespace Drainboard
