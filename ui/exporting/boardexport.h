// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "export/exportdata.h"
#include "exporting/boardpicture.h"

#include <QCoreApplication>

namespace Drainboard {

/// What the window shows at one moment: as data, and as a picture. A plain value.
struct BoardExport
{
    Q_DECLARE_TR_FUNCTIONS(Drainboard::BoardExport)

public:
    ExportData data;
    BoardPicture picture;

    /// Those of Export::write(), and those of pictures.
    static QStringList endings();
    static bool isPicture(const QString &fileName);
    /// Writes one or the other to \a fileName, by its ending. Replaces the file in one step, or leaves it as it was.
    /// Returns one line that says what went wrong, or nothing.
    QString write(const QString &fileName) const;
};

} // namespace Drainboard
