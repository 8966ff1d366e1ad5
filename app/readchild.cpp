// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "readchild.h"

namespace Drainboard {

ChildServer::Settings readChild(const OptionValues &values, const TapSettings &address, const QStringList &command)
{
    ChildServer::Settings settings;
    settings.command = command;
    settings.host = address.host;
    settings.port = address.port;
    settings.stopSignal = values.signalNumber(QStringLiteral("stop-signal"));
    settings.readyTimeout = values.duration(QStringLiteral("ready-timeout"));
    return settings;
}

} // namespace Drainboard
