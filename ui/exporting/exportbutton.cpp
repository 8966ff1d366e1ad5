// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "exporting/exportbutton.h"

#include "look/pluralnumber.h"

#include <QDateTime>
#include <QFileDialog>
#include <QMessageBox>

#include <utility>

namespace Drainboard {

ExportButton::ExportButton(Source source, QWidget *parent)
    : QPushButton(parent)
    , m_source(std::move(source))
{
    setObjectName(QStringLiteral("exportButton"));
    setText(tr("E&xport…"));
    setAccessibleName(tr("Export"));
    setToolTip(tr("Write what the filter shows to a file (Ctrl+S): connections, requests, or a picture"));
    setAutoDefault(false);
    connect(this, &QPushButton::clicked, this, &ExportButton::choose);
}

// What is shown goes on changing while the user chooses. What is written is what made him press the button.
void ExportButton::choose()
{
    if (findChild<QFileDialog *>(QStringLiteral("exportDialog")))
        return;
    m_shown = m_source();
    auto *dialog = new QFileDialog(this, tr("Export"));
    dialog->setObjectName(QStringLiteral("exportDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setFileMode(QFileDialog::AnyFile);
    const QStringList forms { tr("Connections, as a table (*.csv)"), tr("Connections and requests (*.json)"),
                              tr("Requests, for a browser's tools (*.har)"), tr("Picture of lines (*.svg)"),
                              tr("Picture of dots (*.png)") };
    dialog->setNameFilters(forms);
    const auto takeEnding = [dialog, forms](const QString &form) {
        dialog->setDefaultSuffix(BoardExport::endings().value(forms.indexOf(form)).mid(1));
    };
    takeEnding(forms.constFirst());
    connect(dialog, &QFileDialog::filterSelected, dialog, takeEnding);
    // Without an ending: so it gets that of the form that is chosen.
    dialog->selectFile(QStringLiteral("drainboard-")
                       + QDateTime::currentDateTime().toString(QStringLiteral("yyyyMMdd-HHmmss")));
    connect(dialog, &QFileDialog::fileSelected, this, &ExportButton::write);
    dialog->open();
}

void ExportButton::write(const QString &fileName)
{
    const BoardExport shown = std::exchange(m_shown, {});
    if (const QString problem = shown.write(fileName); !problem.isEmpty()) {
        Q_EMIT failed(problem);
        auto *box = new QMessageBox(QMessageBox::Warning, tr("Export"), problem, QMessageBox::Close, this);
        box->setObjectName(QStringLiteral("exportErrorDialog"));
        box->setAttribute(Qt::WA_DeleteOnClose);
        box->open();
        return;
    }
    Q_EMIT exported(
        BoardExport::isPicture(fileName)
            ? tr("Exported a picture to %1").arg(fileName)
            : tr("Exported %n connections to %1", nullptr, pluralNumber(shown.data.connections.size())).arg(fileName));
}

} // namespace Drainboard

#include "moc_exportbutton.cpp"
