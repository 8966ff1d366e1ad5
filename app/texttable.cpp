// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "texttable.h"

#include <algorithm>

namespace Drainboard {

QStringList textTable(const QList<QStringList> &rows)
{
    QList<qsizetype> widths;
    for (const QStringList &row : rows) {
        widths.resize(row.size());
        for (qsizetype i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], row[i].size());
    }
    QStringList lines;
    for (const QStringList &row : rows) {
        QString line = row.constFirst().leftJustified(widths.constFirst());
        for (qsizetype i = 1; i + 1 < row.size(); ++i)
            line += QStringLiteral("  ") + row[i].rightJustified(widths[i]);
        line += QStringLiteral("  ") + row.constLast();
        while (line.endsWith(u' ')) // where the last cell is empty
            line.chop(1);
        lines += line;
    }
    return lines;
}

} // namespace Drainboard
