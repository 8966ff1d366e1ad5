// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "filter/filtercompletion.h"

#include <QLineEdit>

class QCompleter;
class QStringListModel;

namespace Drainboard {

/// The line of a ConnectionFilter, which proposes how the word at the cursor may go on. Down shows the proposals also
/// where nothing is typed yet. GUI thread.
class FilterEdit : public QLineEdit
{
    Q_OBJECT

public:
    explicit FilterEdit(QWidget *parent = nullptr);

    /// Where the values of keys come from that are not the same at all times.
    void setKnownValues(const FilterCompletion::KnownValues &known) { m_known = known; }
    /// What is proposed at the cursor now.
    QStringList proposals() const;

Q_SIGNALS:
    /// Esc, with no proposals to close.
    void left();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void propose();
    void accept(const QString &proposal);
    void makePlaceholderReadable();

    FilterCompletion completion() const { return FilterCompletion::at(text(), cursorPosition(), m_known); }

    FilterCompletion::KnownValues m_known;
    QStringListModel *m_proposals;
    QCompleter *m_completer;
    bool m_isColoring = false;
};

} // namespace Drainboard
