// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QLocale>
#include <QtGlobal>

namespace Drainboard {

/// While one lives, texts that its thread makes are for a console or a file, which programs read: not translated, with
/// the C locale's numbers. Who translates asks areWanted(). For any one thread.
class PlainTexts
{
    Q_DISABLE_COPY_MOVE(PlainTexts)

public:
    PlainTexts();
    ~PlainTexts();

    /// Whether there is one in this thread.
    static bool areWanted();
    /// For the numbers in a text.
    static QLocale locale() { return areWanted() ? QLocale::c() : QLocale(); }
};

} // namespace Drainboard
