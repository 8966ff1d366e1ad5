// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "values/shutdownreport.h"

#include <QFrame>

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QToolButton;

namespace Drainboard {

/// The report of a shutdown: how it ended, totals that reconcile, and what was lost, to copy and to save. While the
/// shutdown goes on it shows how far that is. GUI thread.
class ReportPage : public QFrame
{
    Q_OBJECT

public:
    explicit ReportPage(QWidget *parent = nullptr);

    void setReport(const ShutdownReport &report);
    /// There is none.
    void clear();
    /// Writes it to \a path: as the program's own report where that ends with ".json", else as text. False where it
    /// could not; the page says why.
    bool save(const QString &path);

    QSize sizeHint() const override;

Q_SIGNALS:
    /// The user does not want to see it any longer.
    void closeRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    QPushButton *addButton(const char *objectName, const QString &text, const QString &toolTip);
    void copy() const;
    void askForPath();
    void applyColors();

    ShutdownReport m_report;
    QLabel *m_headline;
    QLabel *m_summary;
    QLabel *m_totals;
    QPlainTextEdit *m_lost;
    QLabel *m_problem;
    QPushButton *m_copy;
    QPushButton *m_save;
    QToolButton *m_close;
};

} // namespace Drainboard
