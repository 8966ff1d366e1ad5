// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only

// How the rows of a GroupModel become others.

#include "table/groupmodel.h"
#include "table/rowranges.h"

#include <algorithm>
#include <iterator>
#include <ranges>

namespace Drainboard {
namespace {

struct Range
{
    int first = 0;
    int last = 0;
};

std::vector<Range> rangesOf(const std::vector<bool> &rows)
{
    std::vector<Range> ranges;
    for (int row = 0; row < static_cast<int>(rows.size()); ++row) {
        if (!rows[static_cast<std::size_t>(row)])
            continue;
        if (!ranges.empty() && ranges.back().last == row - 1)
            ranges.back().last = row;
        else
            ranges.push_back({ row, row });
    }
    return ranges;
}

} // namespace

void GroupModel::takeOver(const Rows &rows)
{
    std::unordered_map<Row, int> places;
    places.reserve(rows.size());
    for (int place = 0; place < static_cast<int>(rows.size()); ++place)
        places[rows[static_cast<std::size_t>(place)]] = place;
    removeRowsNotIn(places);
    orderRows(places);
    insertMissingRows(rows);
}

void GroupModel::removeRowsNotIn(const std::unordered_map<Row, int> &places)
{
    const auto isGone = [&places](Row row) { return !places.contains(row); };
    std::vector<bool> gone;
    std::ranges::transform(m_rows, std::back_inserter(gone), isGone);
    std::vector<Range> ranges = rangesOf(gone);
    if (std::ssize(ranges) > fewRanges) {
        Rows rows = m_rows;
        const auto passed = std::ranges::stable_partition(rows, [&](Row row) { return !isGone(row); });
        ranges = { { static_cast<int>(rows.size() - passed.size()), static_cast<int>(rows.size()) - 1 } };
        setRows(rows);
    }
    for (const Range &range : ranges | std::views::reverse) {
        beginRemoveRows({}, range.first, range.last);
        m_rows.erase(m_rows.begin() + range.first, m_rows.begin() + range.last + 1);
        endRemoveRows();
    }
}

void GroupModel::orderRows(const std::unordered_map<Row, int> &places)
{
    const auto place = [&places](Row row) { return places.at(row); };
    if (std::ranges::is_sorted(m_rows, {}, place))
        return;
    Rows rows = m_rows;
    std::ranges::sort(rows, {}, place);
    setRows(rows);
}

void GroupModel::insertMissingRows(const Rows &rows)
{
    const std::unordered_set<Row> present(m_rows.begin(), m_rows.end());
    const auto isComing = [&present](Row row) { return !present.contains(row); };
    std::vector<bool> coming;
    std::ranges::transform(rows, std::back_inserter(coming), isComing);
    const std::vector<Range> ranges = rangesOf(coming);
    if (std::ssize(ranges) > fewRanges) {
        Rows added;
        std::ranges::copy_if(rows, std::back_inserter(added), isComing);
        beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(added.size()) - 1);
        m_rows.insert(m_rows.end(), added.begin(), added.end());
        endInsertRows();
        setRows(rows);
        return;
    }
    for (const Range &range : ranges) {
        beginInsertRows({}, range.first, range.last);
        m_rows.insert(m_rows.begin() + range.first, rows.begin() + range.first, rows.begin() + range.last + 1);
        endInsertRows();
    }
}

// The same rows in another order.
void GroupModel::setRows(const Rows &rows)
{
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    const QModelIndexList before = persistentIndexList();
    std::unordered_map<Row, int> places;
    places.reserve(rows.size());
    for (int place = 0; place < static_cast<int>(rows.size()); ++place)
        places[rows[static_cast<std::size_t>(place)]] = place;
    QModelIndexList after;
    after.reserve(before.size());
    for (const QModelIndex &old : before)
        after += createIndex(places.at(m_rows[static_cast<std::size_t>(old.row())]), old.column());
    m_rows = rows;
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged({}, VerticalSortHint);
}

} // namespace Drainboard
