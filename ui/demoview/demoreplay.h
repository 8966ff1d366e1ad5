// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QObject>
#include <QTimer>

#include <chrono>
#include <optional>

namespace Drainboard {

/// Which moment of a story that has ended is shown: the end, or a cursor that plays, or is moved by hand. GUI thread.
class DemoReplay : public QObject
{
    Q_OBJECT

public:
    using Time = std::chrono::milliseconds;

    explicit DemoReplay(QObject *parent = nullptr);

    /// The story is from \a begin to \a end. Shows the end, which is no cursor.
    void setStory(Time begin, Time end);
    /// Nothing where all is shown.
    std::optional<Time> cursor() const { return m_cursor; }
    bool isPlaying() const { return m_timer.isActive(); }
    /// Story time for each unit of time.
    double speed() const { return m_speed; }
    void setSpeed(double speed);

    /// From the beginning, if there is no cursor or it is at the end; else from there.
    void play();
    void pause();
    /// Stands still at \a time, within the story; at its end there is no cursor.
    void goTo(Time time);
    void goBy(Time time);
    void goToEnd();

Q_SIGNALS:
    void changed();

private:
    void advance();
    void set(std::optional<Time> cursor);

    Time m_begin { 0 };
    Time m_end { 0 };
    std::optional<Time> m_cursor;
    double m_speed = 1;
    QTimer m_timer;
    std::chrono::steady_clock::time_point m_playedFrom {}; ///< at this moment,
    Time m_cursorThen { 0 }; ///< the cursor was here
};

} // namespace Drainboard
