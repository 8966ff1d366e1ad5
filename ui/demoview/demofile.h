// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "demoview/demopicture.h"

#include <QStringList>

namespace Drainboard {

/// Writes the picture of a demo to a file. GUI thread; a QGuiApplication must be there.
class DemoFile
{
public:
    /// The endings of names that tell what is written: ".svg", ".png".
    static QStringList endings();
    /// Whether \a fileName has one of these.
    static bool isKnown(const QString &fileName);
    /// Writes \a scene to \a fileName, in \a size pixels. Replaces the file in one step, or leaves it as it was.
    /// Returns one line that says what went wrong, or nothing.
    static QString write(const QString &fileName, const DemoScene &scene, QSize size, const QPalette &palette,
                         const QFont &font);
};

} // namespace Drainboard
