// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "table/connectionmodel.h"

#include "look/fixedfont.h"

#include <algorithm>
#include <iterator>
#include <utility>

using namespace std::chrono;

namespace Drainboard {
namespace {

bool isOftenCut(int column)
{
    return column == ConnectionModel::Peer || column == ConnectionModel::LastRequest || column == ConnectionModel::Now
        || column == ConnectionModel::KeepAlive || column == ConnectionModel::Ended
        || column == ConnectionModel::Client;
}

bool isFixedWidth(int column)
{
    return ConnectionModel::isNumber(column) || column == ConnectionModel::Peer
        || column == ConnectionModel::LastRequest;
}

QVariant raw(std::optional<microseconds> time)
{
    return time ? QVariant(qlonglong { time->count() }) : QVariant();
}

} // namespace

ConnectionModel::ConnectionModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

void ConnectionModel::update(const Snapshot &snapshot)
{
    const bool isLater = snapshot.takenAt != m_snapshot.takenAt;
    removeRowsNotIn(snapshot.connections);
    refreshRows(snapshot);
    insertMissingRows();
    if (isLater)
        Q_EMIT timePassed();
    Q_EMIT updated();
}

void ConnectionModel::setLifelineRange(const QString &range)
{
    if (range == m_lifelineRange)
        return;
    m_lifelineRange = range;
    Q_EMIT headerDataChanged(Qt::Horizontal, Lifeline, Lifeline);
}

void ConnectionModel::setDrain(const std::optional<DrainTerms> &drain)
{
    if (drain == m_drain)
        return;
    m_drain = drain;
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, Now), index(rowCount() - 1, Now));
}

// Rows and processes are in the order of ids: each is looked at once.
void ConnectionModel::setProcesses(const ClientProcesses &processes)
{
    if (processes.isSharedWith(m_processes))
        return; // the very same
    const ClientProcesses earlier = std::exchange(m_processes, processes);
    auto before = earlier.constBegin();
    auto now = m_processes.constBegin();
    const auto advance = [](auto &process, const ClientProcesses &all, ConnectionId id) {
        while (process != all.constEnd() && process.key() < id)
            ++process;
        return process != all.constEnd() && process.key() == id;
    };
    int first = -1;
    int last = -1;
    for (int row = 0; row < rowCount(); ++row) {
        const ConnectionId id = connection(row).id;
        const bool wasKnown = advance(before, earlier, id);
        const bool isKnown = advance(now, m_processes, id);
        if (wasKnown == isKnown && (!isKnown || *before == *now))
            continue;
        first = first < 0 ? row : first;
        last = row;
    }
    if (last >= 0)
        Q_EMIT dataChanged(index(first, Client), index(last, Client));
    Q_EMIT updated();
}

const ClientProcess *ConnectionModel::process(const ConnectionInfo &connection) const
{
    const auto process = m_processes.constFind(connection.id);
    return process == m_processes.constEnd() ? nullptr : &*process;
}

int ConnectionModel::rowOf(ConnectionId id) const
{
    const auto row = std::ranges::lower_bound(m_rows, id, {}, [](const ConnectionInfo *info) { return info->id; });
    return row != m_rows.end() && (*row)->id == id ? static_cast<int>(row - m_rows.begin()) : -1;
}

SteadyClock::duration ConnectionModel::age(const ConnectionInfo &connection) const
{
    const SteadyTime until = connection.state == ConnectionState::Closed ? connection.closedAt : m_snapshot.takenAt;
    return until - connection.openedAt;
}

std::optional<SteadyClock::duration> ConnectionModel::idleFor(const ConnectionInfo &connection) const
{
    if (connection.state != ConnectionState::New && connection.state != ConnectionState::Idle)
        return std::nullopt;
    return inStateFor(connection);
}

std::optional<SteadyClock::duration> ConnectionModel::inStateFor(const ConnectionInfo &connection) const
{
    if (connection.state == ConnectionState::Closed)
        return std::nullopt;
    return m_snapshot.takenAt - connection.stateSince;
}

std::optional<SteadyClock::duration> ConnectionModel::firstByteTime(const ConnectionInfo &connection) const
{
    return timeOf(connection, connection.firstByteAfter);
}

std::optional<SteadyClock::duration> ConnectionModel::lastByteTime(const ConnectionInfo &connection) const
{
    return timeOf(connection, connection.lastByteAfter);
}

std::optional<SteadyClock::duration> ConnectionModel::timeOf(const ConnectionInfo &connection,
                                                             std::optional<microseconds> known) const
{
    if (known)
        return *known;
    if (connection.state == ConnectionState::Responding)
        return m_snapshot.takenAt - connection.stateSince;
    return std::nullopt;
}

int ConnectionModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ConnectionModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QVariant ConnectionModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ConnectionInfo &info = connection(index.row());
    switch (role) {
    case rawRole:
        return rawData(info, index.column());
    case Qt::DisplayRole:
        return displayText(info, index.column());
    case Qt::ToolTipRole:
        if (isOftenCut(index.column())) // escaped, since a client has a say in it
            return QStringLiteral("<span>%1</span>").arg(displayText(info, index.column()).toHtmlEscaped());
        return {};
    case Qt::AccessibleTextRole:
        return accessibleText(info, index.column());
    case Qt::TextAlignmentRole:
        return QVariant::fromValue((isNumber(index.column()) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case Qt::FontRole:
        if (isFixedWidth(index.column()))
            return fixedFont();
        return {};
    default:
        return {};
    }
}

QVariant ConnectionModel::rawData(const ConnectionInfo &connection, int column) const
{
    switch (column) {
    case Id:
        return static_cast<qulonglong>(connection.id);
    case Peer:
        return connection.peer;
    case Now:
    case State:
        return QVariant::fromValue(connection.state);
    case Lifeline:
        return {};
    case Requests:
        return connection.requests;
    case LastRequest:
        return QString::fromLatin1(connection.requestLine);
    case Status:
        return connection.status ? QVariant(static_cast<qulonglong>(connection.status)) : QVariant();
    case FirstByte:
        return raw(connection.firstByteAfter);
    case LastByte:
        return raw(connection.lastByteAfter);
    case KeepAlive:
        return QVariant::fromValue(connection.persistence);
    case Age:
        return qlonglong { duration_cast<milliseconds>(age(connection)).count() };
    case IdleFor:
        if (const auto idle = idleFor(connection))
            return qlonglong { duration_cast<milliseconds>(*idle).count() };
        return {};
    case BytesIn:
        return connection.bytesIn;
    case BytesOut:
        return connection.bytesOut;
    case Ended:
        return QVariant::fromValue(connection.cause);
    case Client:
        return processText(connection);
    }
    return {};
}

} // namespace Drainboard

#include "moc_connectionmodel.cpp"
