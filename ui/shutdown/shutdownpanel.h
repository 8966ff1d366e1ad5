// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "engine/httpengine.h"
#include "shutdown/phasesteps.h"

#include <QWidget>

class QGridLayout;
class QLabel;
class QPushButton;

namespace Drainboard {

class PhaseStrip;
class ShutdownControls;

/// The shutdown as it runs: phases, counts, countdowns, with the button that aborts, and at the end the one that starts
/// again. It is slim while nothing goes on. Its controls, which begin the shutdown, may stand elsewhere. It knows no
/// engine: it shows what it is told, and has signals for what the user wants. GUI thread.
class ShutdownPanel : public QWidget
{
    Q_OBJECT

public:
    explicit ShutdownPanel(const EngineSettings &settings, QWidget *parent = nullptr);

    /// Shows what \a settings say of the shutdown.
    void setSettings(const EngineSettings &settings);
    /// Also enables the buttons that make sense.
    void setProgress(const ShutdownProgress &progress);
    /// Says in one line why it could not start again; until it has.
    void showProblem(const QString &problem);
    /// Whether the report is shown now, elsewhere.
    void setReportShown(bool isShown);

    /// Policy and Shutdown button; in this panel until they get another place.
    ShutdownControls *controls() const { return m_controls; }
    QPushButton *abortButton() const { return m_abortButton; }
    QPushButton *startAgainButton() const { return m_startAgain; }
    QPushButton *reportButton() const { return m_reportButton; }

Q_SIGNALS:
    void shutdownRequested();
    void abortRequested();
    /// Another run is wanted, after the end of one. Its shutdown is to do what \a plan says.
    void startAgainRequested(const Drainboard::ShutdownPlan &plan);
    /// The user has chosen another plan.
    void planChosen(const Drainboard::ShutdownPlan &plan);
    /// The user wants to see the report, or not to see it any longer.
    void reportToggled(bool isShown);

protected:
    void changeEvent(QEvent *event) override;

private:
    QLabel *addCount(QGridLayout *grid, const QString &objectName, const QString &caption,
                     const QString &accessibleName);
    void setUp(QPushButton *button, const char *objectName, const QString &toolTip);
    void createLabels();
    void showButtons();
    void showRequests(const ShutdownReport &report);
    void applyColors();

    EngineSettings m_settings;
    ShutdownPhase m_phase = ShutdownPhase::Running;
    ShutdownControls *m_controls;
    PhaseStrip *m_strip;
    QLabel *m_plan;
    QWidget *m_requests;
    QLabel *m_completed;
    QLabel *m_requestsLost;
    QPushButton *m_abortButton;
    QPushButton *m_startAgain;
    QPushButton *m_reportButton;
    QLabel *m_problem;
};

} // namespace Drainboard
