// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "verdict/alikeends.h"
#include "verdict/verdict.h"

#include <map>

namespace Drainboard {

struct ExportData;

/// The verdicts on the connections of an ExportData, each with all the evidence that there is in it. For one thread at
/// a time.
class ExportVerdicts
{
public:
    /// \a data must outlive this.
    explicit ExportVerdicts(const ExportData &data);

    /// On one of the connections.
    Verdict on(const ConnectionFacts &facts) const;
    /// The name of a verdict's kind: "Fine", "NotReading". It is the same in every language.
    static QString name(Verdict::Kind kind);

private:
    const ExportData &m_data;
    const AlikeEnds m_alike;
    std::map<ConnectionId, QList<qsizetype>> m_requests; ///< where the last few of each connection are
};

} // namespace Drainboard
