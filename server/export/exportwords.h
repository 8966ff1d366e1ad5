// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "values/vocabulary.h"

namespace Drainboard {

/// The words of exported files for what toText() has none for. They are the same in every language. Any thread.
class ExportWords
{
public:
    /// "client", "server"; empty for Nobody.
    static QString of(EndSide side)
    {
        switch (side) {
        case EndSide::Nobody:
            break;
        case EndSide::Client:
            return QStringLiteral("client");
        case EndSide::Server:
            return QStringLiteral("server");
        }
        return {};
    }
    /// "FIN", "RST", "given up"; empty for None.
    static QString of(EndSign sign)
    {
        switch (sign) {
        case EndSign::None:
            break;
        case EndSign::Fin:
            return QStringLiteral("FIN");
        case EndSign::Reset:
            return QStringLiteral("RST");
        case EndSign::GivenUp:
            return QStringLiteral("given up");
        }
        return {};
    }
};

} // namespace Drainboard
