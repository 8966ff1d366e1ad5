// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "childsettings.h"

#include "options.h"

namespace Drainboard {

ChildServer::Settings childSettings(const Options &options)
{
    ChildServer::Settings settings;
    settings.command = options.command;
    settings.host = options.engine.tap->host;
    settings.port = options.engine.tap->port;
    settings.stopSignal = options.stopSignal;
    settings.readyTimeout = options.readyTimeout;
    settings.descriptorLimit = options.descriptorLimit;
    return settings;
}

} // namespace Drainboard
