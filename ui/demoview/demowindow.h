// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "demo/demorun.h"
#include "demoview/demochapter.h"
#include "demoview/demopicture.h"
#include "demoview/demoreplay.h"

#include <QTimer>
#include <QWidget>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

class QLabel;
class QUrl;

namespace Drainboard {

class CrowdPanel;
class DemoBoard;
class DemoControls;
class StageRecord;

/// The window of the demo: plays it, shows it, and says what there is to say. GUI thread.
class DemoWindow : public QWidget
{
    Q_OBJECT

public:
    /// \a own: the user's server, which is to stand beside ours.
    explicit DemoWindow(const DemoPlan &plan, const std::optional<OwnServer> &own = std::nullopt,
                        QWidget *parent = nullptr);
    ~DemoWindow() override;

    /// Opens an address in the user's browser; another one for tests.
    void setBrowser(std::function<void(const QUrl &)> open) { m_openUrl = std::move(open); }
    const DemoRun &run() const { return *m_run; }
    /// What is said above the picture.
    QString caption() const;

    /// Writes what is shown to \a fileName. Returns one line that says what went wrong, or nothing.
    QString save(const QString &fileName) const;

protected:
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void play();
    void step();
    void replay();
    void openBrowser();
    void openPages();
    void showFailure(int stage);
    void chooseFile();
    void showChapter(int chapter);
    void changePlan();
    bool beginStages(const std::vector<int> &stages);
    void stageRuns();
    void finish();
    void clear();
    void showState();
    void showScene();
    void showRow(std::optional<int> row);
    void say(const QString &text);
    bool isReplayable() const;
    StageRecord *record(int stage) const { return m_records[std::size_t(stage)].get(); }

    DemoPlan m_plan;
    std::unique_ptr<DemoRun> m_run;
    std::vector<std::unique_ptr<StageRecord>> m_records; ///< by stage
    const std::vector<DemoChapter> m_chapters;
    int m_chapter = 0;
    bool m_isBrowserWanted = false;
    QString m_text; ///< of the chapter, or of what goes on
    DemoReplay m_replay;
    QTimer m_frames;
    std::function<void(const QUrl &)> m_openUrl;
    QLabel *m_caption;
    DemoBoard *m_board;
    CrowdPanel *m_crowd;
    DemoControls *m_controls;
};

} // namespace Drainboard
