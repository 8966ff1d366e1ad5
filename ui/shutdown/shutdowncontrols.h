// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "engine/enginesettings.h"

#include <QWidget>

class QFrame;
class QPushButton;

namespace Drainboard {

class ShutdownChoices;

/// The button that shuts down, and beside it one that says what that does and opens the choices. It knows no engine: it
/// has signals for what the user wants. GUI thread.
class ShutdownControls : public QWidget
{
    Q_OBJECT

public:
    explicit ShutdownControls(const ShutdownPlan &plan, QWidget *parent = nullptr);

    const ShutdownPlan &plan() const;
    void setPlan(const ShutdownPlan &plan);
    /// Whether there is anything to choose: not where the shutdown is that of a server behind a tap.
    void setPlanChoosable(bool isChoosable);
    /// Which buttons make sense: in Leaving, the first button ends that phase.
    void setPhase(ShutdownPhase phase);

    QPushButton *shutdownButton() const { return m_shutdown; }
    QPushButton *planButton() const { return m_planButton; }

Q_SIGNALS:
    void shutdownRequested();
    /// The user wants to change what clients may ask for.
    void limitsRequested();
    /// The user wants to see what each policy costs.
    void demoRequested();
    /// The user has chosen another plan.
    void planChosen(const Drainboard::ShutdownPlan &plan);

private:
    void showPlan();
    void openChoices();

    QFrame *m_popup;
    ShutdownChoices *m_choices;
    QPushButton *m_planButton;
    QPushButton *m_shutdown;
};

} // namespace Drainboard
