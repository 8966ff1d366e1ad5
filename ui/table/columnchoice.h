// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QMenu>

namespace Drainboard {

class ConnectionView;

/// The menu of the columns: which are shown, which one is sorted by, and a way back to the default. It is filled anew
/// each time it opens. GUI thread.
class ColumnChoice : public QMenu
{
    Q_OBJECT

public:
    /// \a view must outlive this.
    explicit ColumnChoice(ConnectionView *view, QWidget *parent = nullptr);

private:
    void fill();
    void addColumns();
    void addOrder();

    ConnectionView *m_view;
};

} // namespace Drainboard
