// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "crowd/crowdsettings.h"

#include <QString>

#include <chrono>

namespace Drainboard {

/// What `drainboard check` is to do. A plain value.
struct CheckOptions
{
    CrowdSettings crowd; ///< without the address of the tap
    std::chrono::milliseconds warmUp { 2000 }; ///< from the moment at which all clients are connected until the stop
    int shutdowns = 1; ///< how many times the server is started and stopped
    QString junitFile; ///< an absolute path; empty: none
};

} // namespace Drainboard
