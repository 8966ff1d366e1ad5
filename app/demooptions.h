// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "demo/demoplan.h"
#include "demo/ownserver.h"

#include <QString>

#include <optional>

namespace Drainboard {

/// What `drainboard --demo` is to do. A plain value.
struct DemoOptions
{
    DemoPlan plan;
    std::optional<OwnServer> own {}; ///< the server that -- COMMAND starts, to stand beside ours
    QString pictureFile; ///< an absolute path, whose ending DemoFile knows; empty: no picture
};

} // namespace Drainboard
