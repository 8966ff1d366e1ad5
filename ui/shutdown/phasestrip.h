// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

// The phases of a shutdown as a strip of arrows, one leading to the next: done, going on, or ahead. GUI
// thread.

#include "shutdown/phasesteps.h"

#include <QWidget>

namespace Drainboard {

class PhaseStrip : public QWidget
{
    Q_OBJECT

public:
    explicit PhaseStrip(QWidget *parent = nullptr);

    void setSteps(const std::array<PhaseStep, 4> &steps);
    const std::array<PhaseStep, 4> &steps() const { return m_steps; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void paintStep(QPainter *painter, const QRectF &rect, const PhaseStep &step, bool isFirst, bool isLast) const;

    std::array<PhaseStep, 4> m_steps;
};

} // namespace Drainboard
