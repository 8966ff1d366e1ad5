// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "processes/socketowners.h"

#include <QByteArray>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <cstring>
#include <memory>
#include <string_view>
#include <system_error>

#include <dirent.h>
#include <fcntl.h>
#include <unistd.h>

namespace Drainboard {

namespace {

struct CloseFolder
{
    void operator()(DIR *folder) const { ::closedir(folder); }
};
using Folder = std::unique_ptr<DIR, CloseFolder>;

QByteArray processFile(qint64 pid, const char *name)
{
    return "/proc/" + QByteArray::number(pid) + '/' + name;
}

QString nameOf(qint64 pid)
{
    std::array<char, 64> name {};
    const int file = ::open(processFile(pid, "comm").constData(), O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return {};
    const ssize_t size = ::read(file, name.data(), name.size());
    ::close(file);
    return QString::fromLocal8Bit(name.data(), std::max<ssize_t>(size, 0)).simplified();
}

/// 0 where \a text is no number, or has more behind it than \a end.
quint64 number(std::string_view text, std::string_view end = {})
{
    quint64 value = 0;
    const auto [behind, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && text.substr(std::size_t(behind - text.data())) == end ? value : 0;
}

/// 0 where the descriptor is no socket.
quint64 socketInode(int folder, const char *descriptor)
{
    constexpr std::string_view begin = "socket:[";
    std::array<char, 64> target;
    const ssize_t size = ::readlinkat(folder, descriptor, target.data(), target.size());
    const std::string_view text(target.data(), std::size_t(std::max<ssize_t>(size, 0)));
    return text.starts_with(begin) ? number(text.substr(begin.size()), "]") : 0;
}

/// Takes from \a inodes those that the process has open, and enters them in \a owners. Whether there were any.
bool look(qint64 pid, SocketOwners::Inodes &inodes, SocketOwners::Owners &owners, const std::atomic<bool> &stopped)
{
    const Folder folder(::opendir(processFile(pid, "fd").constData()));
    if (!folder) // another user's, or it has ended
        return false;
    ClientProcess process;
    while (const dirent *entry = stopped || inodes.empty() ? nullptr : ::readdir(folder.get())) {
        const quint64 inode = socketInode(::dirfd(folder.get()), entry->d_name);
        if (inode == 0 || inodes.erase(inode) == 0)
            continue;
        if (process.pid == 0)
            process = { pid, nameOf(pid) };
        owners.emplace(inode, process);
    }
    return process.pid != 0;
}

} // namespace

SocketOwners::Owners SocketOwners::find(Inodes inodes, const std::atomic<bool> &stopped)
{
    Owners owners;
    std::vector<qint64> found;
    const auto lookInto = [&](qint64 pid) {
        if (look(pid, inodes, owners, stopped))
            found.push_back(pid);
    };
    for (const qint64 pid : m_known)
        lookInto(pid);
    const Folder processes(inodes.empty() ? nullptr : ::opendir("/proc"));
    while (const dirent *entry = !processes || stopped || inodes.empty() ? nullptr : ::readdir(processes.get())) {
        const auto pid = qint64(number(entry->d_name));
        if (pid != 0 && std::ranges::find(m_known, pid) == m_known.end())
            lookInto(pid);
    }
    // Who had nothing this time is looked at with the others the next time, so that the list does not grow.
    m_known = std::move(found);
    return owners;
}

} // namespace Drainboard
