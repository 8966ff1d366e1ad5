// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QWidget>

namespace Drainboard {

/// A part of the window with its title above it. GUI thread.
class Section : public QWidget
{
    Q_OBJECT

public:
    /// The mnemonic in \a title, if it has one, goes to \a content. \a corner, if there is one, stands at the right of
    /// the title.
    Section(const QString &title, QWidget *content, QWidget *corner = nullptr, QWidget *parent = nullptr);
};

} // namespace Drainboard
