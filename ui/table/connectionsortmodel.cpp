// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "table/connectionsortmodel.h"

#include "look/vocabularytext.h"
#include "table/connectionmodel.h"

#include <compare>
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

ConnectionSortModel::ConnectionSortModel(ConnectionModel *model, QObject *parent)
    : QSortFilterProxyModel(parent)
    , m_model(model)
{
    setSourceModel(model);
    connect(model, &ConnectionModel::timePassed, this, &ConnectionSortModel::followTime);
}

void ConnectionSortModel::setFilterText(const QString &text)
{
    m_filterText = text.trimmed();
    invalidateFilter();
}

bool ConnectionSortModel::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    return comesBefore(m_model->connection(left.row()), m_model->connection(right.row()), left.column());
}

bool ConnectionSortModel::comesBefore(const ConnectionInfo &a, const ConnectionInfo &b, int column) const
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
            return m_model->firstByteTime(a) <=> m_model->firstByteTime(b);
        case ConnectionModel::LastByte:
            return m_model->lastByteTime(a) <=> m_model->lastByteTime(b);
        case ConnectionModel::KeepAlive:
            return std::tie(a.persistence, a.pipelined) <=> std::tie(b.persistence, b.pipelined);
        case ConnectionModel::Age:
            return m_model->age(a) <=> m_model->age(b);
        case ConnectionModel::IdleFor:
            return m_model->idleFor(a) <=> m_model->idleFor(b);
        case ConnectionModel::BytesIn:
            return a.bytesIn <=> b.bytesIn;
        case ConnectionModel::BytesOut:
            return a.bytesOut <=> b.bytesOut;
        case ConnectionModel::Ended:
            return a.cause <=> b.cause;
        case ConnectionModel::Client:
            return compareProcesses(m_model->process(a), m_model->process(b));
        default:
            return std::strong_ordering::equal;
        }
    }();
    return order == 0 ? a.id < b.id : order < 0;
}

// As time goes on, what still lasts overtakes what is over. All else stays in its order. To look whether it has is much
// cheaper than to sort.
void ConnectionSortModel::followTime()
{
    const int column = sortColumn();
    if (column != ConnectionModel::Age && column != ConnectionModel::FirstByte && column != ConnectionModel::LastByte)
        return;
    const bool descends = sortOrder() == Qt::DescendingOrder;
    for (int row = 1; row < rowCount(); ++row) {
        const ConnectionInfo &above = m_model->connection(mapToSource(index(row - 1, 0)).row());
        const ConnectionInfo &below = m_model->connection(mapToSource(index(row, 0)).row());
        if (descends ? comesBefore(above, below, column) : comesBefore(below, above, column)) {
            invalidate();
            return;
        }
    }
}

bool ConnectionSortModel::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    Q_UNUSED(parent)
    if (m_filterText.isEmpty())
        return true;
    const ConnectionInfo &info = m_model->connection(row);
    const auto has = [this](const QString &text) { return text.contains(m_filterText, Qt::CaseInsensitive); };
    return has(info.peer) || has(QString::fromLatin1(info.requestLine)) || has(VocabularyText::of(info.state))
        || has(VocabularyText::of(info.cause)) || has(QString::fromLatin1(info.closeReason))
        || has(m_model->index(row, ConnectionModel::Client).data().toString());
}

} // namespace Drainboard
