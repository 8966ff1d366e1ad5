// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "language/textfile.h"

#include <QStringList>

namespace Drainboard {

/// The language of the window's texts, and of Qt's own in it. While it lives, the application has it. Made in the main
/// thread, before there is a window.
class WindowLanguage
{
    Q_DISABLE_COPY_MOVE(WindowLanguage)

public:
    /// The first of \a wanted that there is, as of({...}) says.
    explicit WindowLanguage(const QStringList &wanted);
    ~WindowLanguage();

    /// "de", "en".
    QString name() const { return m_name; }

    /// The names of the languages that there are.
    static QStringList all();
    /// Of \a wanted, as QLocale::uiLanguages() gives them, the first that there is: "de-AT" is "de". English where
    /// there is none of them.
    static QString of(const QStringList &wanted);

private:
    const QString m_name;
    TextFile m_texts;
    QTranslator *const m_qtTexts; // Qt's own, where they are installed
};

} // namespace Drainboard
