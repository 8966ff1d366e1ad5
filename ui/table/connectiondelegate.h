// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "table/celltext.h"

#include <QStyledItemDelegate>

namespace Drainboard {

/// Paints a cell of the table of connections. Before the name of a state stands its mark. The text of a closed
/// connection is dimmed. GUI thread.
class ConnectionDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;

private:
    mutable CellText m_texts;
};

} // namespace Drainboard
