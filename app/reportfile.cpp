// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "reportfile.h"

#include "replacefile.h"
#include "values/shutdownreport.h"

#include <QJsonDocument>

namespace Drainboard {

QString writeReportFile(const QString &fileName, const ShutdownReport &report)
{
    const QString problem = replaceFile(fileName, QJsonDocument(report.toJson()).toJson(QJsonDocument::Indented));
    return problem.isEmpty() ? problem : QStringLiteral("Could not write the report to %1: %2").arg(fileName, problem);
}

} // namespace Drainboard
