// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "values/connectionlimits.h"

#include <QDialog>

#include <chrono>
#include <functional>
#include <vector>

class QFormLayout;
class QLabel;
class QLineEdit;

namespace Drainboard {

/// What clients may ask for, to change while the server runs: time-outs, sizes, the number of connections. It knows no
/// engine: it has a signal for what the user has chosen. GUI thread.
class LimitsDialog : public QDialog
{
    Q_OBJECT

public:
    explicit LimitsDialog(QWidget *parent = nullptr);

    /// Shows \a limits, and forgets what was typed. Those that have no line here stay as they are in \a limits.
    void setLimits(const ServerLimits &limits);

    /// Says limitsChosen() and closes; or says what is wrong with one line, and stays.
    void accept() override;

Q_SIGNALS:
    /// The user has chosen other limits.
    void limitsChosen(const Drainboard::ServerLimits &limits);

protected:
    void changeEvent(QEvent *event) override;

private:
    struct Line
    {
        QLineEdit *edit = nullptr;
        QString name {}; // as problems call it
        QString expected {}; // what should be typed, in words
        std::function<QString(const ServerLimits &)> text {};
        std::function<bool(ServerLimits &, const QString &)> take {}; // false: that is not what is expected
    };

    void addTitle(const QString &title);
    void addTimes();
    void addSizes();
    void addTime(const char *objectName, const QString &caption, const QString &toolTip,
                 std::chrono::milliseconds ConnectionLimits::*member);
    /// \a most: in bytes, which is so many \a gigabytes.
    template <typename Member>
    void addSize(const char *objectName, const QString &caption, const QString &toolTip, int gigabytes, Member member);
    void addConnections();
    void addLine(const char *objectName, const QString &caption, const QString &toolTip, Line line);
    void fillIn(const ServerLimits &limits);
    void showProblem(const QString &problem);
    void applyColors();

    ServerLimits m_limits;
    std::vector<Line> m_lines;
    QFormLayout *m_form;
    QLabel *m_problem;
};

} // namespace Drainboard
