// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "verdict/verdict.h"

#include <QCoreApplication>

namespace Drainboard {

/// The words of verdicts, and of the times, sizes and requests in them. Any thread.
class VerdictText
{
    Q_DECLARE_TR_FUNCTIONS(Drainboard::VerdictText)

public:
    /// For a list.
    static QString word(Verdict::Kind kind);
    /// What is true of \a count connections, of \a all that were looked at.
    static QString ofGroup(Verdict::Kind kind, qsizetype count, qsizetype all);
    /// Why no request follows the last one; empty where one may. Behind a tap it is not we who answer.
    static QString whyNotKept(Persistence persistence, bool isTapped = false);

    /// "800 ms", "4.0 s", "2 min"
    static QString time(std::chrono::milliseconds time);
    /// "12 kB"
    static QString size(quint64 bytes);
    /// "GET /path", or words where nothing is known of it.
    static QString request(const QByteArray &line);
    /// Why a connection was closed, as its record says it.
    static QString reason(const QByteArray &reason);
    /// \a count as tr() wants it for %n.
    static int number(qsizetype count);
};

} // namespace Drainboard
