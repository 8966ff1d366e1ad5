// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QMargins>
#include <QObject>
#include <QRect>

class QSettings;
class QSplitter;
class QWidget;

namespace Drainboard {

/// Remembers from one run to the next where the window stands and how its parts share it. Makes the window, with its
/// frame, fit the screen. GUI thread.
class WindowLayout : public QObject
{
    Q_OBJECT

public:
    /// \a window and \a rows, which parts it, must outlive this. Without \a settings nothing is kept.
    WindowLayout(QWidget *window, QSplitter *rows, QSettings *settings);

    /// To be called before the window is shown. A window of which nothing was kept gets \a defaultSize.
    void restore(QSize defaultSize);
    void save() const;

    /// \a window, which has \a frame around it, made smaller and moved as little as it takes to be within \a available.
    static QRect fitted(QRect window, QMargins frame, QRect available);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fitToScreen(QMargins frame);

    QWidget *m_window;
    QSplitter *m_rows;
    QSettings *m_settings;
};

} // namespace Drainboard
