// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

class QIODevice;
class QString;

namespace Drainboard {

struct ExportData;

/// Writes connections as a table with a header line (RFC 4180), in UTF-8. A spreadsheet must not take a text that came
/// from a client for a formula. Any thread.
class CsvExport
{
public:
    static void write(QIODevice &device, const ExportData &data);
    /// One cell: quoted where that is needed, with an apostrophe in front where it would else be a formula.
    static QString cell(const QString &text);
};

} // namespace Drainboard
