// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QTableView>

namespace Drainboard {

/// The view of a RequestTableModel. It follows the last line until the user looks at another. GUI thread.
class RequestTable : public QTableView
{
    Q_OBJECT

public:
    explicit RequestTable(QAbstractItemModel *model, QWidget *parent = nullptr);

    /// The last line is to be seen, also of what comes.
    void followEnd();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void fitColumns();
    void fitOutcome();
    bool m_follows = true;
};

} // namespace Drainboard
