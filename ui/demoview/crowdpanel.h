// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "crowd/crowdplan.h"

#include <QWidget>

#include <array>

class QSpinBox;

namespace Drainboard {

/// How many clients of each kind there are to be. GUI thread.
class CrowdPanel : public QWidget
{
    Q_OBJECT

public:
    explicit CrowdPanel(const CrowdPlan &plan, QWidget *parent = nullptr);

    CrowdPlan plan() const;

Q_SIGNALS:
    void planChanged();

private:
    std::array<QSpinBox *, crowdKinds> m_counts {};
};

} // namespace Drainboard
