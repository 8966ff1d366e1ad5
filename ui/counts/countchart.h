// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "counts/countaxis.h"
#include "counts/counthistory.h"
#include "counts/timeaxis.h"

#include <QFrame>

#include <chrono>
#include <optional>

namespace Drainboard {

/// A chart of open and active connections over the last minutes. Open ones are a pale area with a line on top, active
/// ones a solid area inside it. It gets a point a second, and is painted then. GUI thread.
class CountChart : public QFrame
{
    Q_OBJECT

public:
    /// Shows the last \a span, or less while there is less to show.
    explicit CountChart(std::chrono::seconds span = std::chrono::minutes(5), QWidget *parent = nullptr);

    /// The right end of the chart moves to the end of the second that begins at \a time.
    void addCounts(SteadyTime time, const ConnectionCounts &counts);
    /// Marks the moment at which the shutdown began.
    void markShutdown(SteadyTime time);

    const CountHistory &history() const { return m_history; }
    std::optional<SteadyTime> shutdownMark() const { return m_shutdown; }
    /// Where the chart has its moments now, in the widget's coordinates.
    TimeAxis timeAxis() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QRectF plotArea() const;
    std::chrono::milliseconds shownSpan() const;
    CountAxis countAxis() const;
    QString pointText(const CountHistory::Point &point) const;
    const CountHistory::Point *pointAt(SteadyTime time) const;

    void paintAxes(QPainter *painter, const QRectF &plot, const TimeAxis &time, const CountAxis &count) const;
    void paintSeries(QPainter *painter, const QRectF &plot, const TimeAxis &time, const CountAxis &count) const;
    void paintShutdownMark(QPainter *painter, const QRectF &plot, const TimeAxis &time) const;
    void paintLegend(QPainter *painter, const QRectF &plot) const;

    CountHistory m_history;
    std::optional<SteadyTime> m_shutdown;
};

} // namespace Drainboard
