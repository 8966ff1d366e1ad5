// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QWidget>

class QLabel;
class QToolButton;

namespace Drainboard {

class EventLog;
class EventLogModel;

/// The event log out of the way: a bar with its last line, and a button that opens and closes the log itself, which
/// stands elsewhere. GUI thread.
class LogPane : public QWidget
{
    Q_OBJECT

public:
    /// Both must outlive this.
    LogPane(EventLogModel *model, EventLog *log, QWidget *parent = nullptr);

    bool isLogShown() const;
    /// Says so, where it was not.
    void setLogShown(bool isShown);
    QToolButton *toggle() const { return m_toggle; }

Q_SIGNALS:
    void logShown(bool isShown);

protected:
    void changeEvent(QEvent *event) override;

private:
    void showLastLine();

    EventLogModel *m_model;
    EventLog *m_log;
    QToolButton *m_toggle;
    QLabel *m_last;
};

} // namespace Drainboard
