// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "counts/counthistory.h"
#include "lifelines/boardaxis.h"

#include <QFrame>

#include <optional>
#include <vector>

namespace Drainboard {

/// How many connections were open and active, and how many requests per second began, on the axis of the lifelines
/// below it. Open ones are a pale area with a line on top, active ones a solid area inside it, the requests a line of
/// their own scale. Dragging over it zooms. GUI thread.
class Overview : public QFrame
{
    Q_OBJECT

public:
    /// \a axis must outlive this.
    explicit Overview(BoardAxis *axis, QWidget *parent = nullptr);

    /// The counts of one moment, and how many requests had begun until then, in all.
    void addCounts(SteadyTime time, const ConnectionCounts &counts, quint64 requestsBegun);
    /// The axis is from \a left on, in pixels; left of it are the numbers.
    void setAxisLeft(int left);

    const CountHistory &history() const { return m_history; }
    /// Where the axis is, between its ticks and the marks.
    QRect plotArea() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;

private:
    /// What is shown in each pixel of the axis: the largest value; less than 0 where none is known.
    struct Series
    {
        std::vector<double> open;
        std::vector<double> active;
        std::vector<double> rate;
    };

    Series shownSeries() const;
    std::size_t latestShown() const;
    void paintTicks(QPainter *painter, const QRect &plot) const;
    void paintArea(QPainter *painter, const QRect &plot, const std::vector<double> &values, double top,
                   const QColor &color) const;
    void paintLine(QPainter *painter, const QRect &plot, const std::vector<double> &values, double top,
                   const QPen &pen) const;
    void paintMarks(QPainter *painter, const QRect &plot) const;
    void paintLegend(QPainter *painter, const QRect &plot, const Series &series) const;
    void paintSelection(QPainter *painter, const QRect &plot) const;
    QString pointText(std::size_t index) const;

    BoardAxis *m_axis;
    CountHistory m_history;
    int m_left = 0;
    std::optional<int> m_dragFrom; ///< in pixels of the axis
    int m_dragTo = 0;
};

} // namespace Drainboard
