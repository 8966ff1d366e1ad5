// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "values/clientprocess.h"

#include <atomic>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace Drainboard {

/// Finds the processes that have sockets open, by looking through /proc. Of processes of other users only root sees
/// that: to others they are unknown. For any one thread.
class SocketOwners
{
public:
    using Inodes = std::unordered_set<quint64>;
    using Owners = std::unordered_map<quint64, ClientProcess>;

    /// The processes that have \a inodes open. Those in which something was found before are looked through first, and
    /// the others only for what is not found there. Where several have a socket, it is one of them. Ends early, with
    /// what it has, once \a stopped.
    Owners find(Inodes inodes, const std::atomic<bool> &stopped);

private:
    std::vector<qint64> m_known; // processes in which something was found
};

} // namespace Drainboard
