// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only

// How the rows of a ConnectionModel become those of another snapshot.

#include "table/connectionmodel.h"
#include "table/rowranges.h"

#include <algorithm>
#include <iterator>

namespace Drainboard {
namespace {

/// Changed rows that are this close are told of as one range: one more signal costs more than painting some rows in
/// vain.
constexpr int rangeGap = 32;
ConnectionId idOf(const ConnectionInfo *connection)
{
    return connection->id;
}

} // namespace

void ConnectionModel::removeRowsNotIn(const QList<ConnectionFacts> &connections)
{
    std::vector<bool> gone(m_rows.size());
    auto next = connections.begin();
    for (std::size_t row = 0; row < m_rows.size(); ++row) {
        while (next != connections.end() && next->get() != m_rows[row] && (*next)->id < m_rows[row]->id)
            ++next;
        gone[row] = next == connections.end() || (*next)->id != m_rows[row]->id;
    }
    removeRows(gone);
}

void ConnectionModel::removeRows(const std::vector<bool> &gone)
{
    const auto isGone = [&gone](int row) { return gone[static_cast<std::size_t>(row)]; };
    if (rangesIn(gone) > fewRanges) {
        std::vector<const ConnectionInfo *> rows;
        rows.reserve(m_rows.size());
        for (const bool isPassed : { false, true }) {
            for (int row = 0; row < rowCount(); ++row) {
                if (isGone(row) == isPassed)
                    rows.push_back(&connection(row));
            }
        }
        const auto staying = std::ranges::count(gone, false);
        setRows(rows);
        beginRemoveRows({}, static_cast<int>(staying), rowCount() - 1);
        m_rows.resize(static_cast<std::size_t>(staying));
        endRemoveRows();
        return;
    }
    for (int last = rowCount() - 1; last >= 0; --last) {
        if (!isGone(last))
            continue;
        int first = last;
        while (first > 0 && isGone(first - 1))
            --first;
        beginRemoveRows({}, first, last);
        m_rows.erase(m_rows.begin() + first, m_rows.begin() + last + 1);
        endRemoveRows();
        last = first;
    }
}

// What has not changed is mostly the very same object, and need not be compared. Each range is told of before the next
// one changes. Otherwise a proxy would sort its rows among rows that have changed since they were sorted.
void ConnectionModel::refreshRows(const Snapshot &snapshot)
{
    int first = 0;
    int last = -1;
    const auto tellOfRange = [&] {
        if (last >= 0)
            Q_EMIT dataChanged(index(first, 0), index(last, columns - 1));
        last = -1;
    };
    auto next = snapshot.connections.begin();
    for (int row = 0; row < rowCount(); ++row, ++next) {
        const ConnectionInfo *&current = m_rows[static_cast<std::size_t>(row)];
        while (next->get() != current && (*next)->id != current->id)
            ++next;
        if (next->get() == current)
            continue;
        const bool isChanged = **next != *current;
        if (isChanged && row - last > rangeGap)
            tellOfRange();
        current = next->get();
        if (!isChanged)
            continue;
        if (last < 0)
            first = row;
        last = row;
    }
    tellOfRange();

    m_snapshot = snapshot;
}

void ConnectionModel::insertMissingRows()
{
    const auto &connections = m_snapshot.connections;
    std::vector<bool> missing(static_cast<std::size_t>(connections.size()));
    auto shown = m_rows.begin(); // all of which are in the snapshot
    for (qsizetype i = 0; i < connections.size(); ++i) {
        const bool isShown = shown != m_rows.end() && *shown == connections[i].get();
        missing[static_cast<std::size_t>(i)] = !isShown;
        shown += isShown;
    }
    const bool isManyRanges = rangesIn(missing) > fewRanges;
    std::vector<const ConnectionInfo *> rows;
    for (qsizetype i = 0; i < connections.size(); ++i) {
        if (!missing[static_cast<std::size_t>(i)])
            continue;
        rows.push_back(connections[i].get());
        const bool isEnd = i + 1 == connections.size() || !missing[static_cast<std::size_t>(i + 1)];
        if (!isEnd || isManyRanges)
            continue;
        const auto last = static_cast<int>(i);
        const int first = last - static_cast<int>(rows.size()) + 1;
        beginInsertRows({}, first, last);
        m_rows.insert(m_rows.begin() + first, rows.begin(), rows.end());
        endInsertRows();
        rows.clear();
    }
    if (isManyRanges)
        insertAtEnd(rows);
}

// And then in their order.
void ConnectionModel::insertAtEnd(const std::vector<const ConnectionInfo *> &rows)
{
    beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(rows.size()) - 1);
    m_rows.insert(m_rows.end(), rows.begin(), rows.end());
    endInsertRows();
    std::vector<const ConnectionInfo *> sorted = m_rows;
    std::ranges::sort(sorted, {}, idOf);
    setRows(sorted);
}

void ConnectionModel::setRows(const std::vector<const ConnectionInfo *> &rows)
{
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    const QModelIndexList before = persistentIndexList();
    QModelIndexList after;
    if (!before.isEmpty()) {
        std::vector<std::pair<ConnectionId, int>> places;
        for (std::size_t row = 0; row < rows.size(); ++row)
            places.emplace_back(rows[row]->id, static_cast<int>(row));
        std::ranges::sort(places);
        for (const QModelIndex &old : before) {
            const auto place = std::ranges::lower_bound(places, connection(old.row()).id, {},
                                                        &std::pair<ConnectionId, int>::first);
            after += index(place->second, old.column());
        }
    }
    m_rows = rows;
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged({}, VerticalSortHint);
}

} // namespace Drainboard
