// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "values/connectioninfo.h"

#include <QWidget>

class QGridLayout;
class QLabel;
class QPushButton;

namespace Drainboard {

class CountsPanel;
class Figure;
class RequestPace;
class Sparkline;

/// The top of the window, in one line: what the server does and its address to copy, the numbers of connections and
/// requests, and what stands at the right. Where the window is narrow the numbers have a line of their own; what has no
/// room there, and can be done without, is hidden. So the numbers never make the window wider. GUI thread.
class HeaderBar : public QWidget
{
    Q_OBJECT

public:
    explicit HeaderBar(QWidget *parent = nullptr);

    void setCounts(const ConnectionCounts &counts);
    void setPace(const RequestPace &pace, SteadyTime now);
    /// \a lost requests are those of the shutdown.
    void setState(ShutdownPhase phase, bool isListening, qsizetype lost = 0);
    /// Empty where the server has none: then there is nothing to copy.
    void setUrl(const QString &url);
    /// What is behind, where the program is a tap: the server's address, and how far away it is. Empty: nothing.
    void setBehind(const QString &server);
    /// At the right end from now on.
    void setControls(QWidget *controls);

    QPushButton *copyButton() const { return m_copy; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void createParts();
    void arrange();
    void copyUrl();
    void applyColors();
    void showLost();
    int widthOfNumbers(int leftOut) const;
    int widthOfAll() const;
    void fitNumbers();
    void keepFitting();

    ShutdownPhase m_phase = ShutdownPhase::Running;
    bool m_isListening = false;
    bool m_isNarrow = false;
    qsizetype m_lostInShutdown = 0;
    quint64 m_lostInAll = 0;
    QGridLayout *m_layout;
    QWidget *m_server;
    QWidget *m_numbers;
    QWidget *m_controls = nullptr;
    CountsPanel *m_counts;
    QLabel *m_state;
    QLabel *m_url;
    QLabel *m_behind;
    QPushButton *m_copy;
    Figure *m_perSecond;
    Sparkline *m_sparkline;
    Figure *m_percentile;
    Figure *m_lost;
};

} // namespace Drainboard
