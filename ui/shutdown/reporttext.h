// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "values/shutdownreport.h"

#include <QCoreApplication>
#include <QStringList>

namespace Drainboard {

/// The report of a shutdown in words, for the page that shows it and for whoever copies it. Any thread.
class ReportText
{
    Q_DECLARE_TR_FUNCTIONS(Drainboard::ReportText)

public:
    /// "Closed: 2 requests lost. Exit code 0."
    static QString headline(const ShutdownReport &report);
    /// What was open at the start, and what became of it: two lines with the same sum. A third one says how a server
    /// ended that was started behind a tap.
    static QString totals(const ShutdownReport &report);
    /// A line for each lost request, and for each connection that was aborted or left open without one: connection,
    /// peer, request, reason, and the phase that caused it. A line of titles comes first. Empty where there is none.
    static QStringList lost(const ShutdownReport &report);
    /// All of it, with the report's own summary.
    static QString whole(const ShutdownReport &report);

private:
    using Row = QStringList;

    static QString server(const EndedServer &server);
    static QList<Row> rows(const ShutdownReport &report);
    static QString phaseText(const LostRequest &request, const ConnectionInfo &connection);
    static QString endWithoutLoss(const ConnectionInfo &connection);
};

} // namespace Drainboard
