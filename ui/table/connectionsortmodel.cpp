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
}

void ConnectionSortModel::setFilterText(const QString &text)
{
    m_filterText = text.trimmed();
    invalidateFilter();
}

bool ConnectionSortModel::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const ConnectionInfo &a = m_model->connection(left.row());
    const ConnectionInfo &b = m_model->connection(right.row());
    const auto order = [&]() -> std::strong_ordering {
        switch (left.column()) {
        case ConnectionModel::Peer:
            return comparePeers(a.peer, b.peer) <=> 0;
        case ConnectionModel::State:
            return a.state <=> b.state;
        case ConnectionModel::Requests:
            return a.requests <=> b.requests;
        case ConnectionModel::LastRequest:
            return a.requestLine.compare(b.requestLine) <=> 0;
        case ConnectionModel::Status:
            return a.status <=> b.status;
        case ConnectionModel::FirstByte:
            return a.firstByteAfter <=> b.firstByteAfter;
        case ConnectionModel::LastByte:
            return a.lastByteAfter <=> b.lastByteAfter;
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
