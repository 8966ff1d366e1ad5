// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "crowd/crowdledger.h"
#include "crowd/crowdpace.h"
#include "crowd/crowdrequest.h"
#include "crowd/crowdsettings.h"
#include "loop/timewheel.h"

#include <array>
#include <functional>
#include <vector>

namespace Drainboard {

/// What the clients of one crowd share. In the thread of the crowd.
struct CrowdScene
{
    CrowdScene(const CrowdSettings &given, CrowdLedger &book)
        : settings(given)
        , ledger(book)
    {
        for (int i = 0; i < crowdKinds; ++i)
            requests[std::size_t(i)] = CrowdRequest(CrowdKind(i), settings);
        if (settings.beat.count() > 0)
            phases = CrowdPace::phases(settings.plan, settings.seed, settings.beat);
    }

    const CrowdSettings settings;
    CrowdLedger &ledger;
    std::array<CrowdRequest, crowdKinds> requests; ///< by CrowdKind
    std::vector<CrowdPace::Duration> phases; ///< by client, where there is a beat
    TimeWheel wheel { std::chrono::milliseconds(1) };
    bool isEndExpected = false; ///< a client whom the server leaves does not come back, unless it has to ask again
    bool isStopped = false; ///< nothing new is sent
    std::function<void()> onWelcome; ///< a client is connected for the first time
    std::function<void()> onDone; ///< a client is
};

} // namespace Drainboard
