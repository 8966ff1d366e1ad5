// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QFont>
#include <QObject>

class QSettings;
class QWidget;

namespace Drainboard {

/// Makes all text of the program larger or smaller: for a projector, or for tired eyes. Remembers it from one run to
/// the next. GUI thread; one for the program.
class TextZoom : public QObject
{
    Q_OBJECT

public:
    static constexpr int least = 60; ///< percent
    static constexpr int most = 300;

    /// \a settings must outlive this; without them nothing is kept. The keys work in \a window.
    TextZoom(QSettings *settings, QWidget *window);
    /// The font is as it was.
    ~TextZoom() override;

    int percent() const { return m_percent; }
    /// Bounded.
    void setPercent(int percent);
    /// To the next of a few sizes.
    void zoomIn();
    void zoomOut();
    void reset();

private:
    QSettings *m_settings;
    QFont m_usual;
    int m_percent = 100;
};

} // namespace Drainboard
