// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "values/connectioninfo.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;

namespace Drainboard {

/// The numbers of connections, in large type: they can be read from the back of a room. GUI thread.
class CountsPanel : public QWidget
{
    Q_OBJECT

public:
    explicit CountsPanel(QWidget *parent = nullptr);

    void setCounts(const ConnectionCounts &counts);

private:
    QLabel *addNumber(QHBoxLayout *row, const QString &objectName, const QString &caption,
                      const QString &accessibleName, double scale);

    QLabel *m_open;
    QLabel *m_active;
    QLabel *m_idle;
    QLabel *m_closing;
    QLabel *m_accepted;
};

} // namespace Drainboard
