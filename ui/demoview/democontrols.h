// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QList>
#include <QPushButton>
#include <QWidget>

#include <chrono>
#include <vector>

class QComboBox;

namespace Drainboard {

class DemoChapter;

/// What can be done with the demo: a row of buttons, each with one key. GUI thread.
class DemoControls : public QWidget
{
    Q_OBJECT

public:
    /// What the choices say now.
    struct Choices
    {
        std::chrono::milliseconds distance { 40 };
        std::chrono::milliseconds abortAfter { 3000 };
        double speed = 1;
    };

    /// A button for each of \a chapters.
    explicit DemoControls(const std::vector<DemoChapter> &chapters, QWidget *parent = nullptr);

    Choices choices() const;
    /// Without a signal. What is not among the choices is added to them.
    void setDistance(std::chrono::milliseconds distance);
    void setAbortAfter(std::chrono::milliseconds abortAfter);
    /// Of the chapters; the one that is shown is pressed.
    void setChapter(int chapter);
    /// While servers run, all is as it is. \a mayPlay: but they can be told to stop.
    void setRunning(bool isRunning, bool mayPlay);
    /// Whether there is something to play again.
    void setReplayable(bool isReplayable, bool isPlaying);
    /// How large the space between controls is, compared to the usual one.
    void setScale(double scale);
    void hideCrowd() { m_crowd->setChecked(false); }

Q_SIGNALS:
    void playRequested();
    void stepRequested();
    void replayRequested();
    void chapterRequested(int chapter);
    void choicesChanged();
    void speedChanged();
    void crowdToggled(bool isShown);
    void browserRequested();
    void saveRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    QPushButton *addButton(const char *name, const QString &text, const QString &tip, const QKeySequence &key);
    QComboBox *addChoice(const char *name, const QString &accessibleName, const QString &tip, const QKeySequence &key);

    QPushButton *m_play;
    QPushButton *m_step;
    QPushButton *m_replay;
    QComboBox *m_speed;
    QList<QPushButton *> m_chapters;
    QComboBox *m_distance;
    QComboBox *m_abort;
    QPushButton *m_crowd;
    QPushButton *m_browser;
    QPushButton *m_save;
};

} // namespace Drainboard
