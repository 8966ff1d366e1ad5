// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "tracking/inturns.h"

#include <QObject>

#include <algorithm>
#include <memory>
#include <utility>

namespace Drainboard {

namespace {

// So many are dealt with in a row; then it is the turn of requests and timers.
constexpr std::size_t turn = 64;

void goOn(QObject *context, std::shared_ptr<const std::vector<ConnectionId>> ids, std::size_t first,
          std::function<void(ConnectionId)> action)
{
    const std::size_t end = std::min(first + turn, ids->size());
    for (std::size_t i = first; i < end; ++i)
        action(ids->at(i));
    if (end < ids->size()) {
        const auto next = [context, ids, end, action] { goOn(context, ids, end, action); };
        QMetaObject::invokeMethod(context, next, Qt::QueuedConnection);
    }
}

} // namespace

void inTurns(QObject *context, std::vector<ConnectionId> ids, std::function<void(ConnectionId)> action)
{
    std::sort(ids.begin(), ids.end());
    goOn(context, std::make_shared<const std::vector<ConnectionId>>(std::move(ids)), 0, std::move(action));
}

} // namespace Drainboard
