// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "values/connectioninfo.h"

#include <QWidget>

namespace Drainboard {

class Figure;

/// The numbers of connections in one line: "18 open of 42, 5 busy, 13 idle". Those that wait or close are there where
/// there are some. GUI thread.
class CountsPanel : public QWidget
{
    Q_OBJECT

public:
    explicit CountsPanel(QWidget *parent = nullptr);

    void setCounts(const ConnectionCounts &counts);
    /// The number of accepted connections is the first that can be done without.
    void setAcceptedShown(bool isShown);
    /// How much room all numbers want, with or without that one.
    int widthWith(bool accepted) const;

private:
    QList<Figure *> figures() const { return { m_open, m_accepted, m_active, m_idle, m_waiting, m_closing }; }

    Figure *m_open;
    Figure *m_accepted;
    Figure *m_active;
    Figure *m_idle;
    Figure *m_waiting;
    Figure *m_closing;
};

} // namespace Drainboard
