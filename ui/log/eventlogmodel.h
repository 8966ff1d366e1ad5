// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "log/logevent.h"

#include <QAbstractListModel>

#include <chrono>
#include <deque>

namespace Drainboard {

/// The lines of the event log in the order of time, oldest first. When it is full, the oldest tenth is removed. GUI
/// thread.
class EventLogModel : public QAbstractListModel
{
    Q_OBJECT

public:
    static constexpr int timeRole = Qt::UserRole; ///< QDateTime, of the last repeat
    static constexpr int kindRole = Qt::UserRole + 1; ///< EventKind as int
    static constexpr int repeatsRole = Qt::UserRole + 2; ///< int, 1 or more

    static constexpr std::chrono::seconds lateness { 15 };

    /// Keeps \a maximum lines at most; 10 or more.
    explicit EventLogModel(int maximum = 5000, QObject *parent = nullptr);

    /// What is told late stands where it belongs, unless that is longer ago than lateness: then the wall clock was set
    /// back, and it stands last. Where it repeats the Count line just before it, that line counts one more instead.
    void append(const Event &event);

    const Event &event(int row) const { return m_events[static_cast<std::size_t>(row)]; }
    /// With time of day and mark, as it is copied.
    QString line(int row) const;
    /// The sign before a line of that kind: it tells kinds apart without colour.
    static QString mark(EventKind kind);

    int rowCount(const QModelIndex &parent = {}) const override;
    /// DisplayRole is the text alone.
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    int rowFor(const QDateTime &time) const;
    QString accessibleText(const Event &event) const;

    int m_maximum;
    std::deque<Event> m_events;
};

} // namespace Drainboard
