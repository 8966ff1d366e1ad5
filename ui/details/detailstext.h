// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "values/clientprocess.h"
#include "values/connectioninfo.h"
#include "values/requestlife.h"
#include "verdict/verdict.h"

#include <QCoreApplication>
#include <QStringList>

namespace Drainboard {

/// The sentences about selected connections. GUI thread.
class DetailsText
{
    Q_DECLARE_TR_FUNCTIONS(Drainboard::DetailsText)

public:
    /// "#18 · python 4711 · The client reset …"
    static QString headline(const ConnectionInfo &info, const ClientProcess *process, const Verdict &verdict,
                            SteadyTime now);
    /// When it was opened, what went over it, and how it ended: from which side, when, how long idle.
    static QString life(const ConnectionInfo &info);
    /// Of a group, line by line: how many have which verdict, and the slowest request.
    static QString groupLines(const QList<Verdict> &verdicts, const std::optional<RequestLife> &slowest);
    /// "12 connections · …"
    static QString groupHeadline(qsizetype count, const Verdict &verdict);
    /// How many of them are in which state, and their sums.
    static QString groupLife(const QList<ConnectionFacts> &group);
    /// "GET /delay/8000", or words where nothing is known of it.
    static QString request(const QByteArray &line);

private:
    static QString stateSentence(const ConnectionInfo &info, SteadyTime now);
    static QString sums(quint64 requests, qsizetype lost, quint64 bytesIn, quint64 bytesOut);
    static QString end(const ConnectionEnd &end);
    static QString firstSign(const ConnectionEnd &end);
    static QStringList laterSigns(const ConnectionEnd &end);
};

} // namespace Drainboard
