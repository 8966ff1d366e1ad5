// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "log/eventlog.h"

#include "log/eventdelegate.h"
#include "log/eventlogmodel.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QScrollBar>

#include <algorithm>

namespace Drainboard {

EventLog::EventLog(EventLogModel *model, QWidget *parent)
    : QListView(parent)
    , m_model(model)
{
    setModel(model);
    setItemDelegate(new EventDelegate(this));
    setSelectionMode(ExtendedSelection);
    setUniformItemSizes(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerItem);

    const auto addLogAction = [this](const QString &text, QKeySequence::StandardKey key, auto slot) {
        auto *action = new QAction(text, this);
        action->setShortcut(key);
        action->setShortcutContext(Qt::WidgetShortcut);
        connect(action, &QAction::triggered, this, slot);
        addAction(action);
    };
    addLogAction(tr("&Copy"), QKeySequence::Copy, &EventLog::copySelection);
    addLogAction(tr("Select &all"), QKeySequence::SelectAll, &EventLog::selectAll);
    setContextMenuPolicy(Qt::ActionsContextMenu);

    // New lines change the range, and only the user changes the value to anything but the end.
    const QScrollBar *bar = verticalScrollBar();
    connect(bar, &QScrollBar::rangeChanged, this, [this](int, int end) {
        if (m_follow)
            verticalScrollBar()->setValue(end);
    });
    connect(bar, &QScrollBar::valueChanged, this, [this, bar] { m_follow = bar->value() == bar->maximum(); });
    // The user may be reading older lines: they stay in view.
    connect(model, &QAbstractItemModel::rowsRemoved, this, [this](const QModelIndex &, int first, int last) {
        if (!m_follow)
            verticalScrollBar()->setValue(verticalScrollBar()->value() - (last - first + 1));
    });
}

QModelIndex EventLog::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers)
{
    // Without a current line the view would begin with the first one, far from what is shown.
    if (!currentIndex().isValid())
        return m_model->index(m_model->rowCount() - 1);
    return QListView::moveCursor(action, modifiers);
}

void EventLog::copySelection() const
{
    QModelIndexList selected = selectionModel()->selectedIndexes();
    std::ranges::sort(selected, {}, &QModelIndex::row);
    QStringList lines;
    for (const QModelIndex &index : std::as_const(selected))
        lines += m_model->line(index.row());
    if (!lines.isEmpty())
        QGuiApplication::clipboard()->setText(lines.join(QLatin1Char('\n')));
}

} // namespace Drainboard

#include "moc_eventlog.cpp"
