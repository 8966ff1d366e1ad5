// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "exporting/boardexport.h"

#include "export/exportfile.h"

namespace Drainboard {

QStringList BoardExport::endings()
{
    return Export::endings() + BoardPicture::endings();
}

bool BoardExport::isPicture(const QString &fileName)
{
    return Export::endingProblem(fileName, BoardPicture::endings()).isEmpty();
}

QString BoardExport::write(const QString &fileName) const
{
    if (const QString problem = Export::endingProblem(fileName, endings()); !problem.isEmpty())
        return tr("Could not export: %1").arg(problem);
    return isPicture(fileName) ? picture.write(fileName) : Export::write(fileName, data);
}

} // namespace Drainboard
