// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QStyledItemDelegate>

namespace Drainboard {

class BoardAxis;
class GroupLives;
struct Lifeline;
class LifelineStore;

/// Paints the lifelines of connections in their column, and says what is there to who points at it. GUI thread.
class LifelineDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    /// Both must outlive this. The axis is as wide as the column.
    LifelineDelegate(const BoardAxis *axis, const LifelineStore *lifelines, QObject *parent = nullptr);

    /// Paints these from now on. \a lifelines must outlive this.
    void setLifelines(const LifelineStore *lifelines) { m_lifelines = lifelines; }
    /// Where those of groups come from. \a lives must outlive this.
    void setGroupLives(GroupLives *lives) { m_groupLives = lives; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;

private:
    const Lifeline *lifelineOf(const QModelIndex &index) const;

    const BoardAxis *m_axis;
    const LifelineStore *m_lifelines;
    GroupLives *m_groupLives = nullptr;
};

} // namespace Drainboard
