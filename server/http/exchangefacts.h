// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "values/vocabulary.h"

#include <QByteArray>

namespace Drainboard {

/// What an exchange of requests and responses has come to, as far as the record of its connection tells of it. For the
/// call that it is made for: it refers to what it was made from.
struct ExchangeFacts
{
    ConnectionState state = ConnectionState::New; ///< while neither side has ended it
    quint64 requestsBegun = 0; ///< their header arrived whole
    const QByteArray &requestLine; ///< "GET /path" of the last of these
    int status = 0; ///< of its response, or of a refusal; 0 until its header is there
    Persistence persistence = Persistence::Unknown; ///< whether the connection goes on behind it
    bool isMoreWaiting = false; ///< more has come behind the request that is being answered
};

} // namespace Drainboard
