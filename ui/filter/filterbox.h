// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "filter/connectionfilter.h"

#include <QWidget>

#include <vector>

class QHBoxLayout;
class QLabel;
class QStackedWidget;
class QToolButton;

namespace Drainboard {

class FilterEdit;

/// Where the user says which connections are to be seen: a line, buttons for what is often wanted, and how many there
/// are. What is wrong with the line is said beside it; the filter before stays in force meanwhile. GUI thread.
class FilterBox : public QWidget
{
    Q_OBJECT

public:
    explicit FilterBox(QWidget *parent = nullptr);

    /// The last one that was valid.
    const ConnectionFilter &filter() const { return m_filter; }
    bool isClosedShown() const;
    void setClosedShown(bool shown);
    /// \a shown connections match, of \a all.
    void setCounts(qsizetype shown, qsizetype all);
    /// What is typed next is the filter.
    void focusEdit();
    FilterEdit *edit() const { return m_edit; }
    /// In the order of Tab: the line, then the buttons.
    std::vector<QWidget *> tabOrder() const;

Q_SIGNALS:
    void filterChanged();
    /// Whether those that closed long ago are wanted.
    void closedShownChanged(bool shown);
    /// Esc: the user is done with the line.
    void left();

private:
    /// A button that puts a term into the line, and takes it out.
    struct Chip
    {
        QToolButton *button;
        QString term;
    };

    void addTermChip(QHBoxLayout *layout, const QString &name, const QString &term, const QString &text,
                     const QString &toolTip);
    QToolButton *makeChip(const QString &name, const QString &text, const QString &toolTip);
    void makeClosedChip(QHBoxLayout *layout);
    void makeError();
    void readLine();
    void toggleTerm(const QString &term, bool isWanted);
    const FilterTerm *find(const QString &term) const;

    ConnectionFilter m_filter;
    FilterEdit *m_edit;
    QStackedWidget *m_beside; ///< the buttons and the count, or what is wrong
    QToolButton *m_closed;
    QLabel *m_count;
    QLabel *m_error;
    std::vector<Chip> m_chips;
};

} // namespace Drainboard
