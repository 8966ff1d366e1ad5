// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "values/connectioninfo.h"

namespace Drainboard {

class HttpExchange;

/// The requests of one connection that have come and will not be answered, and why. A plain value, for any one thread.
class UnansweredRequests
{
public:
    /// What \a exchange receives from now on came behind our FIN. Only the first call counts.
    void beginLate(const HttpExchange &exchange);
    /// All of them, of a connection that is closed for \a cause; not the one that was being answered. A client that has
    /// gone does not wait for any.
    QList<LostRequest> all(const HttpExchange &exchange, CloseCause cause) const;

private:
    qsizetype m_inTime = -1; // so many waited when the first byte came behind our FIN; -1: none came
};

} // namespace Drainboard
