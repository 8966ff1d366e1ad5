// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QWidget>

namespace Drainboard {

/// Says something to who does not see it, wherever the focus is. A screen reader reads out an alert when that is shown
/// (Qt 6.4 passes on no QAccessible::Alert, and has no announcements): so this is one, of one pixel. GUI thread.
class Announcer : public QWidget
{
    Q_OBJECT

public:
    explicit Announcer(QWidget *parent);

    void say(const QString &text);
};

} // namespace Drainboard
