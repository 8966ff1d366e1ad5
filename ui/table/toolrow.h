// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QWidget>

class QGridLayout;
class QHBoxLayout;

namespace Drainboard {

/// The filter, and the tools behind it; where there is little room, below it. GUI thread.
class ToolRow : public QWidget
{
    Q_OBJECT

public:
    /// \a filter takes the room that the tools leave.
    explicit ToolRow(QWidget *filter, QWidget *parent = nullptr);

    void addTool(QWidget *tool);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void arrange();
    int widthOfAll() const;

    QWidget *m_filter;
    QWidget *m_tools;
    QHBoxLayout *m_toolsLayout;
    QGridLayout *m_layout;
    bool m_isNarrow = false;
};

} // namespace Drainboard
