// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QDoubleSpinBox>

#include <chrono>

namespace Drainboard {

/// A length of time in seconds, to type or to step: "5 s", "0.25 s". GUI thread.
class SecondsBox : public QDoubleSpinBox
{
    Q_OBJECT

public:
    /// From \a least on.
    explicit SecondsBox(std::chrono::milliseconds least, QWidget *parent = nullptr);

    std::chrono::milliseconds time() const;
    /// Longer ones than usual make room for themselves.
    void setTime(std::chrono::milliseconds time);

    QString textFromValue(double value) const override;
};

} // namespace Drainboard
