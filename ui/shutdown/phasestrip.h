// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "shutdown/phasesteps.h"

#include <QWidget>

namespace Drainboard {

/// The phases of a shutdown as a row of arrows. Each is done, going on, or still ahead. It is slim, with one line, and
/// tall while a shutdown goes on, with large figures. GUI thread.
class PhaseStrip : public QWidget
{
    Q_OBJECT

public:
    explicit PhaseStrip(QWidget *parent = nullptr);

    void setSteps(const std::vector<PhaseStep> &steps);
    void setTall(bool isTall);
    const std::vector<PhaseStep> &steps() const { return m_steps; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void paintStep(QPainter *painter, const QRectF &rect, const PhaseStep &step, bool isFirst, bool isLast) const;
    void paintTall(QPainter *painter, const QRectF &text, const PhaseStep &step, const QColor &color) const;
    void paintSlim(QPainter *painter, const QRectF &text, const PhaseStep &step, const QColor &color) const;

    bool m_isTall = false;
    std::vector<PhaseStep> m_steps;
};

} // namespace Drainboard
