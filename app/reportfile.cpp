// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "reportfile.h"

#include "values/shutdownreport.h"

#include <QJsonDocument>
#include <QSaveFile>

namespace Drainboard {

QString writeReportFile(const QString &fileName, const ShutdownReport &report)
{
    QSaveFile file(fileName);
    const bool written = file.open(QIODevice::WriteOnly)
        && file.write(QJsonDocument(report.toJson()).toJson(QJsonDocument::Indented)) >= 0 && file.commit();
    if (written)
        return {};
    return QStringLiteral("Could not write the report to %1: %2").arg(fileName, file.errorString());
}

} // namespace Drainboard
