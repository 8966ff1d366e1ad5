// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "values/connectioninfo.h"

#include <QObject>

class QLabel;
class QToolButton;

namespace Drainboard {

/// Stops what the window shows, and lets it go on: a button, and a label that says how much has happened meanwhile.
/// They are made without a place; who arranges them owns them. It holds nothing back itself. GUI thread.
class FreezeSwitch : public QObject
{
    Q_OBJECT

public:
    explicit FreezeSwitch(QObject *parent = nullptr);

    bool isFrozen() const;
    void toggle();
    /// What has been counted until now. While frozen, the difference to what was counted at its beginning is said.
    void count(const ConnectionCounts &counts, quint64 requestsBegun);
    /// How many connections have opened, or closed, and how many requests have begun, since it is frozen.
    quint64 eventsBehind() const;

    QToolButton *button() const { return m_button; }
    QLabel *label() const { return m_label; }

Q_SIGNALS:
    void toggled(bool frozen);

private:
    void onToggled(bool frozen);
    void showText();

    QToolButton *m_button;
    QLabel *m_label;
    quint64 m_events = 0; ///< since the beginning
    quint64 m_eventsShown = 0; ///< when it was frozen
};

} // namespace Drainboard
