// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "table/connectiongroup.h"
#include "table/jump.h"

#include <QObject>

class QComboBox;
class QToolButton;

namespace Drainboard {

/// What helps to find one's way among thousands of rows: a choice of what they are grouped by, and a button with a menu
/// of connections to go to. Both are made without a place; who arranges them owns them. GUI thread.
class GroupChoice : public QObject
{
    Q_OBJECT

public:
    explicit GroupChoice(QObject *parent = nullptr);

    QComboBox *choice() const { return m_choice; }
    QToolButton *jumpButton() const { return m_jump; }

    /// Shows \a grouping. Says nothing.
    void setGrouping(Grouping grouping);
    /// There is no connection to go to.
    void sayNothingFound(Jump jump) const;

    /// "process", to be remembered.
    static QString key(Grouping grouping);
    static Grouping groupingOf(const QString &key);

Q_SIGNALS:
    void chosen(Drainboard::Grouping grouping);
    void jumpRequested(Drainboard::Jump jump);

private:
    QComboBox *m_choice;
    QToolButton *m_jump;
};

} // namespace Drainboard
