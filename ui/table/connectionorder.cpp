// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "table/connectionorder.h"

#include "table/connectionmodel.h"

#include <tuple>

namespace Drainboard {
namespace {

int comparePeers(QStringView left, QStringView right)
{
    const qsizetype leftColon = left.lastIndexOf(QLatin1Char(':'));
    const qsizetype rightColon = right.lastIndexOf(QLatin1Char(':'));
    if (const int order = left.left(leftColon).compare(right.left(rightColon)))
        return order;
    const QStringView leftPort = left.mid(leftColon + 1);
    const QStringView rightPort = right.mid(rightColon + 1);
    if (leftPort.size() != rightPort.size()) // no leading zeros: the longer number is the larger
        return leftPort.size() < rightPort.size() ? -1 : 1;
    return leftPort.compare(rightPort);
}

// By name, so that one program's processes stand together. Unknown ones come first.
std::strong_ordering compareProcesses(const ClientProcess *left, const ClientProcess *right)
{
    if (!left || !right)
        return (left != nullptr) <=> (right != nullptr);
    const auto byName = left->name.compare(right->name) <=> 0;
    return byName == 0 ? left->pid <=> right->pid : byName;
}

} // namespace

std::strong_ordering compareConnections(const ConnectionModel &model, const ConnectionInfo &a, const ConnectionInfo &b,
                                        int column)
{
    const auto order = [&]() -> std::strong_ordering {
        switch (column) {
        case ConnectionModel::Peer:
            return comparePeers(a.peer, b.peer) <=> 0;
        case ConnectionModel::Now: // for how long: the later it began, the shorter
            return std::tie(a.state, b.stateSince) <=> std::tie(b.state, a.stateSince);
        case ConnectionModel::Lifeline:
            return a.openedAt <=> b.openedAt;
        case ConnectionModel::State:
            return a.state <=> b.state;
        case ConnectionModel::Requests:
            return a.requests <=> b.requests;
        case ConnectionModel::LastRequest:
            return a.requestLine.compare(b.requestLine) <=> 0;
        case ConnectionModel::Status:
            return a.status <=> b.status;
        case ConnectionModel::FirstByte:
            return model.firstByteTime(a) <=> model.firstByteTime(b);
        case ConnectionModel::LastByte:
            return model.lastByteTime(a) <=> model.lastByteTime(b);
        case ConnectionModel::KeepAlive:
            return std::tie(a.persistence, a.pipelined) <=> std::tie(b.persistence, b.pipelined);
        case ConnectionModel::Age:
            return model.age(a) <=> model.age(b);
        case ConnectionModel::IdleFor:
            return model.idleFor(a) <=> model.idleFor(b);
        case ConnectionModel::BytesIn:
            return a.bytesIn <=> b.bytesIn;
        case ConnectionModel::BytesOut:
            return a.bytesOut <=> b.bytesOut;
        case ConnectionModel::Ended:
            return a.cause <=> b.cause;
        case ConnectionModel::Client:
            return compareProcesses(model.process(a), model.process(b));
        default:
            return std::strong_ordering::equal;
        }
    }();
    return order == 0 ? a.id <=> b.id : order;
}

} // namespace Drainboard
