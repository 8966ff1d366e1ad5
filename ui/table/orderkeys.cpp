// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "table/orderkeys.h"

#include "table/connectionmodel.h"

#include <QHash>

#include <algorithm>
#include <functional>
#include <utility>

namespace Drainboard {
namespace {

/// The place of each value among those that there are. \a valueOf may point into the connections. Often a row has what
/// the one before has: it is not looked up, then.
template <typename Value>
std::vector<quint64> ranks(const ConnectionModel &model, const std::function<Value(const ConnectionInfo &)> &valueOf)
{
    QHash<Value, quint64> places;
    std::vector<Value> values;
    values.reserve(static_cast<std::size_t>(model.rowCount()));
    for (int row = 0; row < model.rowCount(); ++row) {
        Value value = valueOf(model.connection(row));
        if (values.empty() || value != values.back())
            places.insert(value, 0);
        values.push_back(std::move(value));
    }
    std::vector<Value> ordered(places.keyBegin(), places.keyEnd());
    std::ranges::sort(ordered, [](const Value &left, const Value &right) { return left.compare(right) < 0; });
    quint64 place = 0;
    for (const Value &value : ordered)
        places[value] = place++;
    std::vector<quint64> result;
    result.reserve(values.size());
    for (std::size_t row = 0; row < values.size(); ++row)
        result.push_back(row > 0 && values[row] == values[row - 1] ? result.back() : places.value(values[row]));
    return result;
}

QStringView peerAddress(const ConnectionInfo &connection)
{
    const QStringView peer(connection.peer);
    return peer.left(peer.lastIndexOf(u':')); // all of it where there is no port
}

quint64 peerPort(const ConnectionInfo &connection)
{
    const QStringView peer(connection.peer);
    return peer.mid(peer.lastIndexOf(u':') + 1).toUShort();
}

// What is negative comes before 0.
quint64 count(SteadyClock::duration time)
{
    return static_cast<quint64>(time.count()) + (quint64(1) << 63);
}

// What is not known comes first.
quint64 count(std::optional<SteadyClock::duration> time)
{
    return time ? count(*time) : 0;
}

/// \a high in the upper bits: it is small.
quint64 joined(quint64 high, quint64 low, int bits)
{
    return high << bits | low;
}

quint64 keyOf(const ConnectionModel &model, const ConnectionInfo &connection, int column)
{
    constexpr quint64 longest = (quint64(1) << 60) - 1;
    switch (column) {
    case ConnectionModel::Now: // the later it began, the shorter
        return joined(quint64(connection.state), longest - quint64(connection.stateSince.time_since_epoch().count()),
                      60);
    case ConnectionModel::Lifeline:
        return count(connection.openedAt.time_since_epoch());
    case ConnectionModel::State:
        return quint64(connection.state);
    case ConnectionModel::Requests:
        return connection.requests;
    case ConnectionModel::Status:
        return quint64(connection.status);
    case ConnectionModel::FirstByte:
        return count(model.firstByteTime(connection));
    case ConnectionModel::LastByte:
        return count(model.lastByteTime(connection));
    case ConnectionModel::KeepAlive:
        return joined(quint64(connection.persistence), connection.pipelined, 1);
    case ConnectionModel::Age:
        return count(model.age(connection));
    case ConnectionModel::IdleFor:
        return count(model.idleFor(connection));
    case ConnectionModel::BytesIn:
        return connection.bytesIn;
    case ConnectionModel::BytesOut:
        return connection.bytesOut;
    case ConnectionModel::Ended:
        return quint64(connection.cause);
    default:
        return 0;
    }
}

} // namespace

std::vector<quint64> orderKeys(const ConnectionModel &model, int column)
{
    std::vector<quint64> keys;
    if (column == ConnectionModel::Peer) {
        keys = ranks<QStringView>(model, peerAddress);
        for (int row = 0; row < model.rowCount(); ++row) {
            quint64 &key = keys[static_cast<std::size_t>(row)];
            key = joined(key, peerPort(model.connection(row)), 16);
        }
    } else if (column == ConnectionModel::LastRequest) {
        keys = ranks<QByteArray>(model, [](const ConnectionInfo &connection) { return connection.requestLine; });
    } else if (column == ConnectionModel::Client) { // unknown ones first
        keys = ranks<QString>(model, [&model](const ConnectionInfo &connection) {
            const ClientProcess *process = model.process(connection);
            return process ? process->name : QString();
        });
        for (int row = 0; row < model.rowCount(); ++row) {
            const ClientProcess *process = model.process(model.connection(row));
            quint64 &key = keys[static_cast<std::size_t>(row)];
            key = process ? joined(key + 1, static_cast<quint64>(process->pid), 32) : 0;
        }
    } else {
        keys.reserve(static_cast<std::size_t>(model.rowCount()));
        for (int row = 0; row < model.rowCount(); ++row)
            keys.push_back(keyOf(model, model.connection(row), column));
    }
    return keys;
}

} // namespace Drainboard
