// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "values/connectioninfo.h"

#include <QDateTime>
#include <QObject>

#include <chrono>
#include <vector>

namespace Drainboard {

/// The stretch of time that the window shows, and where in it a moment is: the lifelines, their header and the overview
/// share one, so they agree. Its pixels count from 0 at the left end. A moment is always in the same pixel of time: as
/// time goes on, all that is drawn moves by whole pixels, and does not flicker. It paints nothing, and reads no clock.
/// GUI thread.
class BoardAxis : public QObject
{
    Q_OBJECT
    Q_PROPERTY(bool live READ isLive NOTIFY viewChanged)

public:
    /// A place with a label.
    struct Tick
    {
        int x = 0;
        QString text {};
    };
    /// A moment at which the whole server changed: a line through all that is drawn.
    struct Mark
    {
        SteadyTime time {};
        ShutdownPhase phase = ShutdownPhase::Draining;
    };

    static constexpr std::chrono::milliseconds shortestSpan { std::chrono::seconds(15) };
    /// Also how far back the axis goes.
    static constexpr std::chrono::milliseconds longestSpan { std::chrono::minutes(30) };
    static constexpr std::chrono::milliseconds defaultSpan { std::chrono::minutes(1) };
    /// The length of a pixel where \a shortestSpan takes 2000 pixels: nothing finer is ever drawn.
    static constexpr std::chrono::microseconds finestPixel { 7500 };

    explicit BoardAxis(QObject *parent = nullptr);

    /// In pixels; at least 1.
    int width() const { return m_width; }
    void setWidth(int width);

    /// Time goes on, to \a now. It never goes back. Says viewChanged() only if that is a pixel further.
    void advance(SteadyTime now);
    SteadyTime now() const { return m_now; }
    /// Until something has moved by a pixel; long where the axis stands still.
    std::chrono::milliseconds untilNextPixel() const;

    std::chrono::milliseconds span() const { return m_span; }
    /// Shows more or less of the past. The right end stays.
    void setSpan(std::chrono::milliseconds span);
    /// How long one pixel is.
    std::chrono::nanoseconds pixel() const { return std::chrono::nanoseconds(m_span) / m_width; }
    /// The moment at the left end.
    SteadyTime begin() const { return timeAt(0); }
    /// The moment at the right end.
    SteadyTime end() const { return timeAt(m_width); }

    /// Whether now is at the right end, and stays there.
    bool isLive() const { return m_isLive; }
    void goToNow();
    /// Shows what is \a pixels later; with a negative number, what is earlier.
    void panBy(int pixels);
    /// The span becomes \a factor times what it is. The moment at \a x stays where it is.
    void zoomAround(double factor, int x);
    /// Shows the time from \a begin to \a end, whatever now is, and however short that is: a story has both. From then
    /// on it stands still.
    void showStretch(SteadyTime begin, SteadyTime end);
    /// Shows the time from \a x1 to \a x2, and no more than that if it is long enough.
    void zoomInto(int x1, int x2);

    /// Left of 0 for what was before begin(), width() or more for what comes after end().
    int x(SteadyTime time) const;
    /// The beginning of the pixel \a x.
    SteadyTime timeAt(int x) const;

    /// At round distances from now where now is shown at the right end; else at round times of the day. At least
    /// \a spacing pixels apart, from right to left.
    std::vector<Tick> ticks(int spacing) const;
    /// What is shown: "last 60 s", "12:03:10 to 12:04:10".
    QString rangeText() const;
    /// The time of day at \a time.
    QString clockText(SteadyTime time) const;

    const std::vector<Mark> &marks() const { return m_marks; }
    void addMark(const Mark &mark);

Q_SIGNALS:
    /// Something is at another place now.
    void viewChanged();
    /// The span is another, or now has been left or returned to.
    void rangeChanged();

private:
    qint64 endPixel() const;
    void setEnd(SteadyTime end);
    void changed();
    QDateTime wallClock(SteadyTime time) const;

    std::chrono::milliseconds m_span = defaultSpan;
    int m_width = 1;
    SteadyTime m_now {};
    SteadyTime m_pastEnd {}; ///< the right end while this is not live
    bool m_isLive = true;
    bool m_isStretch = false; ///< it stays where it is, though now is not there yet
    std::vector<Mark> m_marks;
    SteadyTime m_reference {}; ///< with m_wallClock: one relation for all, so that no tick trembles
    QDateTime m_wallClock;
};

} // namespace Drainboard
