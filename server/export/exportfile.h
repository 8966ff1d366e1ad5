// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "export/exportdata.h"

#include <QString>
#include <QStringList>

/// Writes what is known of connections and requests into files that other programs read. Any thread.
namespace Drainboard::Export {

/// The endings of names that tell what is written: ".csv", ".json", ".har".
QStringList endings();
/// One line that says why a file of this name cannot be exported to: it ends with none of the \a known endings. Empty
/// if it does. Capitals are as good.
QString endingProblem(const QString &fileName, const QStringList &known = endings());
/// Writes \a data to \a fileName, in the form that its ending says. Replaces the file in one step, or leaves it as it
/// was. Returns one line that says what went wrong, or nothing.
QString write(const QString &fileName, const ExportData &data);

} // namespace Drainboard::Export
