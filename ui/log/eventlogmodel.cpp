// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "log/eventlogmodel.h"

#include <algorithm>

namespace Drainboard {

EventLogModel::EventLogModel(int maximum, QObject *parent)
    : QAbstractListModel(parent)
    , m_maximum(maximum)
{
}

void EventLogModel::append(const Event &event)
{
    if (event.kind == EventKind::Count && !m_events.empty()) {
        Event &last = m_events.back();
        if (last.kind == EventKind::Count && last.text == event.text) {
            last.time = event.time;
            ++last.repeats;
            const QModelIndex changed = index(rowCount() - 1);
            Q_EMIT dataChanged(changed, changed);
            return;
        }
    }
    if (rowCount() == m_maximum) {
        const int oldest = std::max(m_maximum / 10, 1);
        beginRemoveRows({}, 0, oldest - 1);
        m_events.erase(m_events.begin(), m_events.begin() + oldest);
        endRemoveRows();
    }
    const int row = rowFor(event.time);
    beginInsertRows({}, row, row);
    m_events.insert(m_events.begin() + row, event);
    endInsertRows();
}

int EventLogModel::rowFor(const QDateTime &time) const
{
    int row = rowCount();
    while (row > 0 && event(row - 1).time > time)
        --row;
    const bool isLate = row < rowCount()
        && time.msecsTo(m_events.back().time) <= std::chrono::milliseconds(lateness).count();
    return isLate ? row : rowCount();
}

QString EventLogModel::line(int row) const
{
    const Event &e = event(row);
    QString line = QStringLiteral("%1 %2 %3")
                       .arg(e.time.toString(QStringLiteral("HH:mm:ss.zzz")), mark(e.kind), e.text);
    if (e.repeats > 1)
        line += QStringLiteral(" ×%1").arg(e.repeats);
    return line;
}

QString EventLogModel::mark(EventKind kind)
{
    switch (kind) {
    case EventKind::Opened:
        return QStringLiteral("+");
    case EventKind::Closed:
        return QStringLiteral("−");
    case EventKind::Status:
        return QStringLiteral("›");
    case EventKind::Count:
        return QStringLiteral("·");
    case EventKind::Warning:
        return QStringLiteral("!");
    case EventKind::Error:
        return QStringLiteral("✕");
    }
    return {};
}

int EventLogModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_events.size());
}

QVariant EventLogModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Event &e = event(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return e.text;
    case Qt::ToolTipRole:
        return line(index.row());
    case Qt::AccessibleTextRole:
        return accessibleText(e);
    case timeRole:
        return e.time;
    case kindRole:
        return static_cast<int>(e.kind);
    case repeatsRole:
        return e.repeats;
    default:
        return {};
    }
}

QString EventLogModel::accessibleText(const Event &event) const
{
    const QString time = event.time.toString(QStringLiteral("HH:mm:ss"));
    switch (event.kind) {
    case EventKind::Warning:
        return tr("%1 warning: %2").arg(time, event.text);
    case EventKind::Error:
        return tr("%1 error: %2").arg(time, event.text);
    default:
        return tr("%1 %2").arg(time, event.text);
    }
}

} // namespace Drainboard

#include "moc_eventlogmodel.cpp"
