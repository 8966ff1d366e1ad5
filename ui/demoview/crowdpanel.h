// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "crowd/crowdplan.h"

#include <QFrame>

#include <array>

class QSpinBox;

namespace Drainboard {

/// How many clients of each kind there are to be. It stands before what is shown. GUI thread.
class CrowdPanel : public QFrame
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
