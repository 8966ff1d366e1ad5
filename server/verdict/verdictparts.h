// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "verdict/verdict.h"
#include "verdict/verdicttext.h"

#include <algorithm>
#include <chrono>
#include <initializer_list>

/// What the questions of a verdict are made of. Any thread.
namespace Drainboard::VerdictParts {

/// With the word of its \a kind.
inline Verdict verdict(Verdict::Kind kind, const QString &sentence,
                       std::chrono::milliseconds time = std::chrono::milliseconds(0), const QString &about = {})
{
    return { .kind = kind, .word = VerdictText::word(kind), .sentence = sentence, .time = time, .about = about };
}

/// The first request that was lost for one of \a reasons. Null if there is none.
inline const LostRequest *firstLost(const ConnectionInfo &info, std::initializer_list<LossReason> reasons)
{
    const auto isOne = [&reasons](const LostRequest &request) {
        return std::ranges::find(reasons, request.reason) != reasons.end();
    };
    const auto found = std::ranges::find_if(info.lostRequests, isOne);
    return found == info.lostRequests.end() ? nullptr : &*found;
}

} // namespace Drainboard::VerdictParts
