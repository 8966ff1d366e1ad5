// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "table/connectionsortmodel.h"

#include "table/connectionmodel.h"
#include "table/connectionorder.h"
#include "table/orderkeys.h"
#include "table/rowranges.h"

#include <algorithm>
#include <iterator>
#include <ranges>
#include <unordered_map>

namespace Drainboard {
namespace {

std::size_t at(int row)
{
    return static_cast<std::size_t>(row);
}

int countOf(const std::vector<int> &rows)
{
    return static_cast<int>(rows.size());
}

} // namespace

ConnectionSortModel::ConnectionSortModel(ConnectionModel *model, QObject *parent)
    : QAbstractProxyModel(parent)
    , m_model(model)
    , m_column(ConnectionModel::Id)
{
    setSourceModel(model);
    m_places.assign(at(model->rowCount()), -1);
    settle();
    connect(model, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &, int first, int last) { takeInRows(first, last); });
    connect(model, &QAbstractItemModel::rowsAboutToBeRemoved, this,
            [this](const QModelIndex &, int first, int last) { leaveOutRows(first, last); });
    connect(model, &QAbstractItemModel::rowsRemoved, this,
            [this](const QModelIndex &, int first, int last) { forgetRows(first, last); });
    connect(model, &QAbstractItemModel::dataChanged, this, &ConnectionSortModel::tellOfChange);
    connect(model, &QAbstractItemModel::layoutAboutToBeChanged, this, &ConnectionSortModel::rememberRows);
    connect(model, &QAbstractItemModel::layoutChanged, this, &ConnectionSortModel::findRowsAgain);
    connect(model, &QAbstractItemModel::headerDataChanged, this, &ConnectionSortModel::headerDataChanged);
    connect(model, &ConnectionModel::updated, this, &ConnectionSortModel::settle);
}

void ConnectionSortModel::setFilter(const ConnectionFilter &filter)
{
    m_filter = filter;
    settle();
}

void ConnectionSortModel::sort(int column, Qt::SortOrder order)
{
    m_column = column;
    m_order = order;
    restoreOrder();
}

// New rows are shown with the next settle().
void ConnectionSortModel::takeInRows(int first, int last)
{
    const int count = last - first + 1;
    for (int &row : m_rows)
        row += row >= first ? count : 0;
    m_places.insert(m_places.begin() + first, at(count), -1);
}

// They are still there. Here they are gone before they go there, so that nothing here ever points at nothing.
void ConnectionSortModel::leaveOutRows(int first, int last)
{
    std::vector<bool> leaving(m_rows.size());
    bool isAnyShown = false;
    for (int row = first; row <= last; ++row) {
        if (const int place = m_places[at(row)]; place >= 0)
            isAnyShown = leaving[at(place)] = true;
    }
    if (isAnyShown)
        hide(leaving);
}

void ConnectionSortModel::forgetRows(int first, int last)
{
    for (int &row : m_rows)
        row -= row > last ? last - first + 1 : 0;
    m_places.erase(m_places.begin() + first, m_places.begin() + last + 1);
}

// One range here, if it is one there: views paint what can be seen of it.
void ConnectionSortModel::tellOfChange(const QModelIndex &topLeft, const QModelIndex &bottomRight)
{
    int first = rowCount();
    int last = -1;
    for (int row = topLeft.row(); row <= bottomRight.row(); ++row) {
        const int place = m_places[at(row)];
        if (place < 0)
            continue;
        first = std::min(first, place);
        last = std::max(last, place);
    }
    if (last >= 0)
        Q_EMIT dataChanged(index(first, topLeft.column()), index(last, bottomRight.column()));
}

void ConnectionSortModel::rememberRows()
{
    m_remembered.clear();
    std::ranges::transform(m_rows, std::back_inserter(m_remembered),
                           [this](int row) { return m_model->connection(row).id; });
}

void ConnectionSortModel::findRowsAgain()
{
    std::unordered_map<ConnectionId, int> rows;
    rows.reserve(m_places.size());
    for (int row = 0; row < m_model->rowCount(); ++row)
        rows[m_model->connection(row).id] = row;
    std::ranges::transform(m_remembered, m_rows.begin(), [&rows](ConnectionId id) { return rows.at(id); });
    indexPlaces();
}

void ConnectionSortModel::settle()
{
    std::vector<bool> leaving(m_rows.size());
    Rows coming;
    bool isAnyLeaving = false;
    for (int row = 0; row < countOf(m_places); ++row) {
        const int place = m_places[at(row)];
        const bool isAccepted = accepts(row);
        if (isAccepted && place < 0)
            coming.push_back(row);
        else if (!isAccepted && place >= 0)
            isAnyLeaving = leaving[at(place)] = true;
    }
    if (isAnyLeaving)
        hide(leaving);
    restoreOrder();
    show(coming);
}

void ConnectionSortModel::hide(const std::vector<bool> &leaving)
{
    if (rangesIn(leaving) > fewRanges) {
        Rows rows;
        rows.reserve(m_rows.size());
        for (const bool isPassed : { false, true }) {
            for (std::size_t place = 0; place < m_rows.size(); ++place) {
                if (leaving[place] == isPassed)
                    rows.push_back(m_rows[place]);
            }
        }
        const auto staying = static_cast<int>(std::ranges::count(leaving, false));
        setRows(rows);
        beginRemoveRows({}, staying, rowCount() - 1);
        m_rows.resize(at(staying));
        indexPlaces();
        endRemoveRows();
        return;
    }
    for (int last = rowCount() - 1; last >= 0; --last) {
        if (!leaving[at(last)])
            continue;
        int first = last;
        while (first > 0 && leaving[at(first - 1)])
            --first;
        beginRemoveRows({}, first, last);
        m_rows.erase(m_rows.begin() + first, m_rows.begin() + last + 1);
        indexPlaces();
        endRemoveRows();
        last = first;
    }
}

void ConnectionSortModel::show(const Rows &coming)
{
    if (coming.empty())
        return;
    const Rows sorted = ordered(coming);
    const auto isBefore = [this](int left, int right) { return comesBefore(left, right); };
    if (m_rows.empty() || countOf(sorted) > fewRanges) {
        Rows merged;
        merged.reserve(m_rows.size() + sorted.size());
        std::ranges::merge(m_rows, sorted, std::back_inserter(merged), isBefore);
        const bool isAllBehind = std::ranges::equal(sorted, merged | std::views::drop(m_rows.size()));
        beginInsertRows({}, rowCount(), rowCount() + countOf(sorted) - 1);
        m_rows.insert(m_rows.end(), sorted.begin(), sorted.end());
        indexPlaces();
        endInsertRows();
        if (!isAllBehind)
            setRows(merged);
        return;
    }
    for (const int row : sorted) {
        const auto place = std::ranges::lower_bound(m_rows, row, isBefore);
        const auto number = static_cast<int>(place - m_rows.begin());
        beginInsertRows({}, number, number);
        m_rows.insert(place, row);
        indexPlaces();
        endInsertRows();
    }
}

// To look whether it is in order costs much less than to sort.
void ConnectionSortModel::restoreOrder()
{
    const auto isBefore = [this](int left, int right) { return comesBefore(left, right); };
    if (std::ranges::is_sorted(m_rows, isBefore))
        return;
    setRows(ordered(m_rows));
}

ConnectionSortModel::Rows ConnectionSortModel::ordered(Rows rows) const
{
    const std::vector<quint64> keys = orderKeys(*m_model, m_column);
    const auto isBefore = [&keys](int left, int right) {
        const quint64 leftKey = keys[at(left)];
        const quint64 rightKey = keys[at(right)];
        return leftKey == rightKey ? left < right : leftKey < rightKey;
    };
    std::ranges::sort(rows, isBefore);
    if (m_order == Qt::DescendingOrder)
        std::ranges::reverse(rows);
    return rows;
}

void ConnectionSortModel::setRows(const Rows &rows)
{
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    const QModelIndexList before = persistentIndexList();
    Rows persistent;
    for (const QModelIndex &old : before)
        persistent.push_back(m_rows[at(old.row())]);
    m_rows = rows;
    indexPlaces();
    QModelIndexList after;
    after.reserve(before.size());
    for (qsizetype i = 0; i < before.size(); ++i)
        after += createIndex(m_places[at(persistent[static_cast<std::size_t>(i)])], before[i].column());
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged({}, VerticalSortHint);
}

void ConnectionSortModel::indexPlaces()
{
    std::ranges::fill(m_places, -1);
    for (int place = 0; place < countOf(m_rows); ++place)
        m_places[at(m_rows[at(place)])] = place;
}

bool ConnectionSortModel::accepts(int sourceRow) const
{
    if (m_filter.isEmpty())
        return true;
    const ConnectionInfo &connection = m_model->connection(sourceRow);
    return m_filter.matches({ .connection = connection,
                              .now = m_model->now(),
                              .process = m_filter.asksForProcess() ? m_model->process(connection) : nullptr });
}

bool ConnectionSortModel::comesBefore(int left, int right) const
{
    const auto order = compareConnections(*m_model, m_model->connection(left), m_model->connection(right), m_column);
    return m_order == Qt::AscendingOrder ? order < 0 : order > 0;
}

QModelIndex ConnectionSortModel::mapToSource(const QModelIndex &index) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    return m_model->index(m_rows[at(index.row())], index.column());
}

QModelIndex ConnectionSortModel::mapFromSource(const QModelIndex &index) const
{
    if (!index.isValid() || index.row() >= countOf(m_places) || m_places[at(index.row())] < 0)
        return {};
    return createIndex(m_places[at(index.row())], index.column());
}

QModelIndex ConnectionSortModel::index(int row, int column, const QModelIndex &parent) const
{
    return hasIndex(row, column, parent) ? createIndex(row, column) : QModelIndex();
}

QModelIndex ConnectionSortModel::parent(const QModelIndex &child) const
{
    Q_UNUSED(child)
    return {};
}

int ConnectionSortModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : countOf(m_rows);
}

int ConnectionSortModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ConnectionModel::columns;
}

// The base class asks the model, which has rows that are not shown.
bool ConnectionSortModel::hasChildren(const QModelIndex &parent) const
{
    return rowCount(parent) > 0;
}

// The base class goes by the first row, and there may be none.
QVariant ConnectionSortModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return orientation == Qt::Horizontal ? m_model->headerData(section, orientation, role) : QVariant();
}

} // namespace Drainboard

#include "moc_connectionsortmodel.cpp"
