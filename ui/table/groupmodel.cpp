// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "table/groupmodel.h"

#include "look/pluralnumber.h"
#include "table/connectionmodel.h"
#include "table/connectionsortmodel.h"

#include <QFont>
#include <QLocale>

#include <algorithm>
#include <utility>

using namespace std::chrono;

namespace Drainboard {
namespace {

constexpr quint64 groupBit = quint64(1) << 63;

bool isGroupRow(quint64 row)
{
    return row & groupBit;
}

QString rateText(double perSecond)
{
    return QLocale().toString(perSecond, 'f', perSecond > 0 && perSecond < 10 ? 1 : 0);
}

} // namespace

GroupModel::GroupModel(ConnectionModel *connections, ConnectionSortModel *sorted, QObject *parent)
    : QAbstractTableModel(parent)
    , m_connections(connections)
    , m_sorted(sorted)
{
    // Behind the sorted model, which was there first.
    connect(connections, &ConnectionModel::updated, this, &GroupModel::regroup);
    connect(connections, &QAbstractItemModel::headerDataChanged, this, &GroupModel::headerDataChanged);
}

void GroupModel::setGrouping(Grouping grouping)
{
    if (grouping == m_grouping)
        return;
    m_grouping = grouping;
    m_expanded.clear();
    m_numbers.clear();
    m_before = {};
    m_now = {};
    regroup();
}

void GroupModel::regroup()
{
    if (m_grouping == Grouping::None && m_rows.empty())
        return;
    countRequests();
    m_groups = makeGroups();
    m_places.clear();
    for (std::size_t i = 0; i < m_groups.size(); ++i)
        m_places[m_groups[i].number] = i;
    std::erase_if(m_expanded, [this](quint64 number) { return !m_places.contains(number); });
    takeOver(rowsOf(m_groups));
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

std::vector<ConnectionGroup> GroupModel::makeGroups()
{
    std::vector<ConnectionGroup> groups;
    if (m_grouping == Grouping::None)
        return groups;
    const std::vector<quint64> begun = requestsBegun();
    const double seconds = m_before.counts.empty() ? 0 : duration<double>(m_now.at - m_before.at).count();
    QHash<QByteArray, std::size_t> found;
    QHash<QByteArray, quint64> numbers;
    for (int place = 0; place < m_sorted->rowCount(); ++place) {
        const int row = m_sorted->mapToSource(m_sorted->index(place, 0)).row();
        const ConnectionInfo &connection = m_connections->connection(row);
        const ClientProcess *process = m_grouping == Grouping::Process ? m_connections->process(connection) : nullptr;
        const QByteArray key = groupKey(m_grouping, connection, process);
        auto at = found.constFind(key);
        if (at == found.constEnd()) {
            const QByteArray kept(key.constData(), key.size()); // the key points into the connection
            const auto known = m_numbers.constFind(kept);
            ConnectionGroup group { .number = known == m_numbers.constEnd() ? ++m_lastNumber : *known,
                                    .name = groupName(m_grouping, connection, process),
                                    .connections = {} };
            numbers.insert(kept, group.number);
            groups.push_back(std::move(group));
            at = found.insert(kept, groups.size() - 1);
        }
        ConnectionGroup &group = groups[*at];
        group.add(connection);
        if (seconds > 0)
            group.perSecond += static_cast<double>(begun[static_cast<std::size_t>(row)]) / seconds;
    }
    m_numbers = numbers;
    return groups;
}

void GroupModel::countRequests()
{
    if (m_connections->now() == m_now.at && !m_now.counts.empty())
        return;
    m_before = std::exchange(m_now, {});
    m_now.at = m_connections->now();
    m_now.counts.reserve(static_cast<std::size_t>(m_connections->rowCount()));
    for (int row = 0; row < m_connections->rowCount(); ++row) {
        const ConnectionInfo &connection = m_connections->connection(row);
        m_now.counts.emplace_back(connection.id, quint64(connection.requests));
    }
}

// By row of the connections, which are in the order of ids, as the counts are.
std::vector<quint64> GroupModel::requestsBegun() const
{
    std::vector<quint64> begun(static_cast<std::size_t>(m_connections->rowCount()));
    auto before = m_before.counts.begin();
    for (int row = 0; row < m_connections->rowCount(); ++row) {
        const ConnectionInfo &connection = m_connections->connection(row);
        while (before != m_before.counts.end() && before->first < connection.id)
            ++before;
        const auto requests = quint64(connection.requests);
        quint64 &here = begun[static_cast<std::size_t>(row)];
        if (before != m_before.counts.end() && before->first == connection.id)
            here = requests - std::min(requests, before->second);
        else if (connection.openedAt > m_before.at)
            here = requests;
    }
    return begun;
}

GroupModel::Rows GroupModel::rowsOf(const std::vector<ConnectionGroup> &groups) const
{
    Rows rows;
    for (const ConnectionGroup &group : groups) {
        rows.push_back(group.number | groupBit);
        if (!m_expanded.contains(group.number))
            continue;
        for (const ConnectionId id : group.connections)
            rows.push_back(Row(id));
    }
    return rows;
}

const ConnectionGroup *GroupModel::group(int row) const
{
    const Row which = m_rows[static_cast<std::size_t>(row)];
    return isGroupRow(which) ? groupByNumber(which & ~groupBit) : nullptr;
}

const ConnectionGroup *GroupModel::groupByNumber(quint64 number) const
{
    const auto place = m_places.find(number);
    return place == m_places.end() ? nullptr : &m_groups[place->second];
}

bool GroupModel::isExpanded(int row) const
{
    const ConnectionGroup *which = group(row);
    return which && m_expanded.contains(which->number);
}

void GroupModel::setExpanded(int row, bool isExpanded)
{
    const ConnectionGroup *which = group(row);
    if (!which || isExpanded == m_expanded.contains(which->number))
        return;
    if (isExpanded)
        m_expanded.insert(which->number);
    else
        m_expanded.erase(which->number);
    takeOver(rowsOf(m_groups));
    Q_EMIT dataChanged(index(row, 0), index(row, columnCount() - 1));
}

int GroupModel::reveal(ConnectionId id)
{
    for (const ConnectionGroup &group : m_groups) {
        if (std::ranges::find(group.connections, id) == group.connections.end())
            continue;
        m_expanded.insert(group.number);
        takeOver(rowsOf(m_groups));
        break;
    }
    const auto found = std::ranges::find(m_rows, Row(id));
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

QList<ConnectionId> GroupModel::connectionsIn(int row) const
{
    if (const ConnectionGroup *which = group(row))
        return { which->connections.begin(), which->connections.end() };
    const Row which = m_rows[static_cast<std::size_t>(row)];
    return isGroupRow(which) ? QList<ConnectionId>() : QList<ConnectionId> { ConnectionId(which) };
}

void GroupModel::sort(int column, Qt::SortOrder order)
{
    m_sorted->sort(column, order);
    regroup();
}

int GroupModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int GroupModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ConnectionModel::columns;
}

QVariant GroupModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return orientation == Qt::Horizontal ? m_connections->headerData(section, orientation, role) : QVariant();
}

QVariant GroupModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (const ConnectionGroup *which = group(index.row()))
        return groupData(*which, index.column(), role);
    // Between two updates it may be gone already.
    const Row which = m_rows[static_cast<std::size_t>(index.row())];
    const int row = isGroupRow(which) ? -1 : m_connections->rowOf(ConnectionId(which));
    return row < 0 ? QVariant() : m_connections->index(row, index.column()).data(role);
}

QVariant GroupModel::groupData(const ConnectionGroup &group, int column, int role) const
{
    switch (role) {
    case ConnectionModel::groupRole:
        return static_cast<qulonglong>(group.number);
    case Qt::DisplayRole:
        return groupText(group, column);
    case Qt::AccessibleTextRole:
        return accessibleGroupText(group, column);
    case Qt::ToolTipRole:
        if (column == ConnectionModel::Peer || column == ConnectionModel::Now)
            return QStringLiteral("<span>%1</span>").arg(groupText(group, column).toHtmlEscaped());
        return {};
    case Qt::TextAlignmentRole:
        return QVariant::fromValue((ConnectionModel::isNumber(column) ? Qt::AlignRight : Qt::AlignLeft)
                                   | Qt::AlignVCenter);
    case Qt::FontRole: {
        QFont bold;
        bold.setBold(true);
        return bold;
    }
    default:
        return {};
    }
}

QString GroupModel::groupText(const ConnectionGroup &group, int column) const
{
    const QLocale locale;
    const auto number = [&locale](quint64 count) { return count > 0 ? locale.toString(count) : QString(); };
    switch (column) {
    case ConnectionModel::Id:
        return m_expanded.contains(group.number) ? QStringLiteral("▾") : QStringLiteral("▸");
    case ConnectionModel::Peer:
        //: what the connections have in common, and how many they are
        return tr("%1 ×%2").arg(group.name, locale.toString(qsizetype(group.connections.size())));
    case ConnectionModel::Now:
        return group.open > 0 ? tr("%L1 busy, %L2 idle").arg(group.busy).arg(group.idle) : tr("all closed");
    case ConnectionModel::Requests:
        return locale.toString(group.requests);
    case ConnectionModel::LastRequest:
        return group.perSecond > 0 ? tr("%1 requests/s").arg(rateText(group.perSecond)) : QString();
    case ConnectionModel::Ended:
        return group.lost > 0 ? tr("%Ln LOST", nullptr, pluralNumber(group.lost)) : QString();
    case ConnectionModel::BytesIn:
        return number(group.bytesIn);
    case ConnectionModel::BytesOut:
        return number(group.bytesOut);
    default:
        return {};
    }
}

QString GroupModel::accessibleGroupText(const ConnectionGroup &group, int column) const
{
    if (column == ConnectionModel::Id)
        return m_expanded.contains(group.number) ? tr("group, expanded") : tr("group, collapsed");
    if (column == ConnectionModel::Peer)
        return tr("%1, %Ln connection(s)", nullptr, pluralNumber(qsizetype(group.connections.size()))).arg(group.name);
    if (column == ConnectionModel::Lifeline)
        return tr("%L1 of %L2 busy").arg(group.busy).arg(group.open);
    return groupText(group, column);
}

} // namespace Drainboard

#include "moc_groupmodel.cpp"
