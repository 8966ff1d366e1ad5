// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QWidget>

#include <vector>

namespace Drainboard {

/// A small chart of one number over the last minute, for its shape alone. GUI thread.
class Sparkline : public QWidget
{
    Q_OBJECT

public:
    explicit Sparkline(QWidget *parent = nullptr);

    /// The oldest first.
    void setValues(std::vector<quint64> values);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    std::vector<quint64> m_values;
};

} // namespace Drainboard
