// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "values/connectioninfo.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace Drainboard {

class CountsPanel;

/// The top of the window: the numbers of connections, the state of the server, and its address to copy. GUI thread.
class HeaderBar : public QWidget
{
    Q_OBJECT

public:
    explicit HeaderBar(QWidget *parent = nullptr);

    void setCounts(const ConnectionCounts &counts);
    void setState(ShutdownPhase phase, bool isListening);
    /// Empty where the server has none: then there is nothing to copy.
    void setUrl(const QString &url);

    QPushButton *copyButton() const { return m_copy; }

protected:
    void changeEvent(QEvent *event) override;

private:
    void copyUrl();
    void applyColors();

    ShutdownPhase m_phase = ShutdownPhase::Running;
    bool m_isListening = false;
    CountsPanel *m_counts;
    QLabel *m_state;
    QLabel *m_url;
    QPushButton *m_copy;
};

} // namespace Drainboard
