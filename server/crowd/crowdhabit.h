// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "crowd/crowdplan.h"

#include <array>

namespace Drainboard {

/// What tells the kinds of clients apart, besides their pace. A plain value.
struct CrowdHabit
{
    bool asks = true; ///< sends a request at all
    bool asksAgain = false; ///< and another one after the response
    bool waitsForEver = false; ///< for a response; and gives that up when the crowd stops
    bool reads = true; ///< what comes, at once
    bool mayHold = false; ///< does not close when the server does, unless told to

    static const CrowdHabit &of(CrowdKind kind)
    {
        static constexpr std::array<CrowdHabit, crowdKinds> habits { {
            { .mayHold = true }, // Idle
            { .asksAgain = true }, // Busy
            { .asksAgain = true }, // Slow
            { .asksAgain = true }, // Upload
            { .asks = false, .mayHold = true }, // Preconnect
            { .asksAgain = true }, // Poll
            { .waitsForEver = true }, // Hang
            { .waitsForEver = true, .reads = false }, // NoRead
        } };
        return habits[std::size_t(kind)];
    }
};

} // namespace Drainboard
