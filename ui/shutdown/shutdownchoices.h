// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "engine/enginesettings.h"

#include <QWidget>

class QComboBox;
class QFormLayout;

namespace Drainboard {

class SecondsBox;

/// What the next shutdown will do, to choose: policy and times. It knows no engine: it has a signal for what the user
/// has chosen. GUI thread.
class ShutdownChoices : public QWidget
{
    Q_OBJECT

public:
    explicit ShutdownChoices(const ShutdownPlan &plan, QWidget *parent = nullptr);

    const ShutdownPlan &plan() const { return m_plan; }
    /// Shows \a plan. Says nothing.
    void setPlan(const ShutdownPlan &plan);

Q_SIGNALS:
    /// The user has chosen another plan.
    void planChosen(const Drainboard::ShutdownPlan &plan);

private:
    void addPolicies();
    void addChoice(QFormLayout *form, QWidget *choice, const char *objectName, const QString &caption,
                   const QString &toolTip);
    /// \a change takes over from a widget what the user has changed in it.
    template <typename Change> void choose(Change change);
    void enableWhatCounts();

    ShutdownPlan m_plan;
    bool m_isShowing = false; // the user does nothing now
    QComboBox *m_policy;
    SecondsBox *m_idleGrace;
    SecondsBox *m_abortAfter;
    SecondsBox *m_forceAfter;
};

} // namespace Drainboard
