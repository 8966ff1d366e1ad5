// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "exportatend.h"

#include "export/exportfile.h"
#include "values/plaintexts.h"

#include <utility>

namespace Drainboard {

ExportAtEnd::ExportAtEnd(const QString &fileName, Source source)
    : m_fileName(fileName)
    , m_source(std::move(source))
{
}

QStringList ExportAtEnd::write()
{
    if (m_fileName.isEmpty())
        return {};
    const PlainTexts wanted;
    State before = State::NotWritten;
    if (!m_state.compare_exchange_strong(before, State::Writing)) {
        if (before == State::Written)
            return {};
        return { QStringLiteral("Could not export to %1: there was no time left").arg(m_fileName) };
    }
    const ExportData data = m_source();
    const QString problem = Export::write(m_fileName, data);
    m_state = State::Written;
    if (!problem.isEmpty())
        return { problem };
    QStringList lines;
    const auto addMissed = [&](quint64 count, const char *what, const char *option) {
        if (count > 0) {
            lines += QStringLiteral("Exported to %1 without %2 that ended earlier: %3 (see %4)")
                         .arg(m_fileName, QLatin1String(what), QString::number(count), QLatin1String(option));
        }
    };
    addMissed(data.connectionsMissed, "connections", "--closed-kept");
    addMissed(data.requestsMissed, "requests", "--requests-kept");
    return lines;
}

void ExportAtEnd::beginAnew()
{
    m_state = State::NotWritten;
}

} // namespace Drainboard
