// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "export/exportfile.h"

#include "export/csvexport.h"
#include "export/harexport.h"
#include "export/jsonexport.h"

#include <QCoreApplication>
#include <QSaveFile>

#include <algorithm>
#include <array>

namespace Drainboard::Export {
namespace {

struct Form
{
    const char *ending;
    void (*write)(QIODevice &, const ExportData &);
};

constexpr std::array forms { Form { ".csv", CsvExport::write }, Form { ".json", JsonExport::write },
                             Form { ".har", HarExport::write } };

/// The texts of this file, under a name that lupdate and the program share.
struct ExportTexts
{
    Q_DECLARE_TR_FUNCTIONS(Drainboard::ExportTexts)
};

bool endsWith(const QString &fileName, const QString &ending)
{
    return fileName.endsWith(ending, Qt::CaseInsensitive);
}

} // namespace

QStringList endings()
{
    QStringList all;
    for (const Form &form : forms)
        all += QLatin1String(form.ending);
    return all;
}

QString endingProblem(const QString &fileName, const QStringList &known)
{
    if (std::ranges::any_of(known, [&](const QString &ending) { return endsWith(fileName, ending); }))
        return {};
    return ExportTexts::tr("\"%1\" ends with none of %2").arg(fileName, known.join(QStringLiteral(", ")));
}

QString write(const QString &fileName, const ExportData &data)
{
    if (const QString problem = endingProblem(fileName); !problem.isEmpty())
        return ExportTexts::tr("Could not export: %1").arg(problem);
    const auto *form = std::ranges::find_if(
        forms, [&](const Form &one) { return endsWith(fileName, QLatin1String(one.ending)); });
    QSaveFile file(fileName);
    if (file.open(QIODevice::WriteOnly)) {
        form->write(file, data);
        if (file.commit()) // fails where any of the writing did
            return {};
    }
    return ExportTexts::tr("Could not export to %1: %2").arg(fileName, file.errorString());
}

} // namespace Drainboard::Export
