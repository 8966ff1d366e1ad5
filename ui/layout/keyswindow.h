// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QDialog>

class QGridLayout;

namespace Drainboard {

/// Which keys do what. GUI thread.
class KeysWindow : public QDialog
{
    Q_OBJECT

public:
    explicit KeysWindow(QWidget *parent = nullptr);

private:
    void addTitle(const QString &title);
    void addKey(const QString &keys, const QString &what);

    QGridLayout *m_list;
};

} // namespace Drainboard
