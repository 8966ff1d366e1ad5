// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "lifelines/lifeline.h"

#include <QCoreApplication>

namespace Drainboard {

class BoardAxis;

/// Says in words what a lifeline shows: for who points at it, and for screen readers. GUI thread.
class LifelineText
{
    Q_DECLARE_TR_FUNCTIONS(Drainboard::LifelineText)

public:
    /// "open for 46 s, idle; 2 requests; FIN by the client 3 s ago", at the moment \a now.
    static QString describe(const Lifeline &line, SteadyTime now);
    /// What was in the pixel \a x: "12:04:31: a request, 300 ms".
    static QString describeAt(const Lifeline &line, const BoardAxis &axis, int x);

private:
    static QString activity(const Lifeline &line, SteadyTime now);
    static QString sign(const Lifeline::Sign &sign);
    static QString requestsIn(const SpanList::Span &span);
    static QString momentIn(const Lifeline &line, const BoardAxis &axis, int x);
};

} // namespace Drainboard
