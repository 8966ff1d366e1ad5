// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QListView>

namespace Drainboard {

class EventLogModel;

/// The view of an EventLogModel. It shows the newest line until the user scrolls up, and again after the user has
/// scrolled to the end. GUI thread.
class EventLog : public QListView
{
    Q_OBJECT

public:
    /// \a model must outlive this.
    explicit EventLog(EventLogModel *model, QWidget *parent = nullptr);

    /// Puts the selected lines on the clipboard, as text, in the order of the log.
    void copySelection() const;

protected:
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;

private:
    EventLogModel *m_model;
    bool m_follow = true;
};

} // namespace Drainboard
