// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "engine/httpengine.h"
#include "shutdown/phasesteps.h"

#include <QFrame>

class QHBoxLayout;
class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace Drainboard {

class PhaseStrip;
class ShutdownChoices;

/// The buttons that shut down and abort, and what the next shutdown is to do. Beside them the shutdown as it runs:
/// phases, counts, countdowns, and at the end the report, with a button that starts again. It knows no engine: it shows
/// what it is told, and has signals for what the user wants. GUI thread.
class ShutdownPanel : public QFrame
{
    Q_OBJECT

public:
    explicit ShutdownPanel(const EngineSettings &settings, QWidget *parent = nullptr);

    /// Shows what \a settings say of the shutdown.
    void setSettings(const EngineSettings &settings);
    /// Also enables of the two buttons the one that makes sense, and shows the report once it is final. In Leaving,
    /// the first button ends that phase.
    void setProgress(const ShutdownProgress &progress);
    /// Says in one line why it could not start again; until it has.
    void showProblem(const QString &problem);

Q_SIGNALS:
    void shutdownRequested();
    void abortRequested();
    /// Another run is wanted, after the end of one. Its shutdown is to do what \a plan says.
    void startAgainRequested(const Drainboard::ShutdownPlan &plan);
    /// The user has chosen another plan.
    void planChosen(const Drainboard::ShutdownPlan &plan);

protected:
    void changeEvent(QEvent *event) override;

private:
    QLabel *addCount(QHBoxLayout *row, const QString &objectName, const QString &caption);
    void createStartAgain();
    void showButtons();
    void showRequests(const ShutdownReport &report);
    void showReport(const ShutdownReport &report);
    void applyColors();

    EngineSettings m_settings;
    ShutdownPhase m_phase = ShutdownPhase::Running;
    PhaseStrip *m_strip;
    QLabel *m_plan;
    QWidget *m_requests;
    QLabel *m_completed;
    QLabel *m_requestsLost;
    QLabel *m_summary;
    QPlainTextEdit *m_lost;
    QPushButton *m_shutdownButton;
    QPushButton *m_abortButton;
    ShutdownChoices *m_choices;
    QPushButton *m_startAgain;
    QLabel *m_problem;
};

} // namespace Drainboard
