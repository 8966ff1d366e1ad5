// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QTableView>

#include <optional>
#include <vector>

namespace Drainboard {

class BoardAxis;
class GroupLives;
class LifelineDelegate;
class LifelineStore;

/// The view of a ConnectionModel. The lifelines take all the room that the other columns leave; where there is little,
/// those give up some of theirs. So nothing is ever scrolled out of sight to the side. While the table is empty, it
/// says in words why. GUI thread.
class ConnectionView : public QTableView
{
    Q_OBJECT

public:
    /// \a model has the columns of a ConnectionModel, and must outlive this.
    explicit ConnectionView(QAbstractItemModel *model, QWidget *parent = nullptr);

    /// What the column of lifelines shows. This makes \a axis as wide as that column. Both must outlive this.
    void setLifelines(BoardAxis *axis, const LifelineStore *lifelines);
    /// Paints the lifelines of another store from now on, which must outlive this.
    void showLifelines(const LifelineStore *lifelines);
    /// Where the lifelines of groups come from. \a lives must outlive this.
    void setGroupLives(GroupLives *lives);

    /// Another \a model with the same columns. What the user has made of the columns stays; nothing is selected.
    void setModel(QAbstractItemModel *model) override;

    /// Whether "Now" says in words what a connection waits for: then it has room for that, and the lifelines have less.
    void setTellsWaits(bool tells);
    /// What is shown instead of rows while there are none: \a title, and below it \a hint.
    void setEmptyText(const QString &title, const QString &hint);
    QString emptyTitle() const { return m_emptyTitle; }

    /// As it is called where it stands alone.
    QString columnTitle(int column) const;
    void setColumnShown(int column, bool shown);
    /// The columns that are shown at first, in their order and width, and in the order of ids.
    void restoreDefaultColumns();
    /// Which columns there are, where, how wide, and which is sorted by.
    QByteArray saveColumns() const;
    /// False where \a state is none, or of another version: then nothing changes.
    bool restoreColumns(const QByteArray &state);
    /// Where the lifelines are, in the coordinates of the view: y and height are those of the rows.
    QRect lifelineArea() const;

Q_SIGNALS:
    /// Something of lifelineArea() is another.
    void lifelineAreaChanged();
    /// The user wants the group in this \a row to be expanded, or not any more.
    void expandRequested(int row, bool isExpanded);

protected:
    void changeEvent(QEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void setUpHeader();
    void setDefaultWidths();
    void followFont();
    void fitColumns();
    void takeOverWidth(int column, int width);
    void followLifelineColumn();
    /// The width of a column that has room for its title and the sort arrow, in pixels.
    int titleWidth(int column) const;
    int leastWidth(int column) const;
    int leastLifelineWidth() const;

    bool isGroup(const QModelIndex &index) const;
    void followModel(QAbstractItemModel *model);

    BoardAxis *m_axis = nullptr;
    LifelineDelegate *m_lifelineDelegate = nullptr;
    std::vector<QMetaObject::Connection> m_ofModel;
    std::vector<int> m_wanted; ///< the width of each column, as the user wants it
    int m_digit = 0; ///< its width in m_wanted, in pixels
    bool m_isFitting = false;
    bool m_tellsWaits = false;
    std::optional<int> m_dragFrom; ///< where the lifelines were seized, in the viewport
    bool m_isDragging = false;
    QRect m_lastArea;
    QString m_emptyTitle;
    QString m_emptyHint;
};

} // namespace Drainboard
