// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

// What is said on one connection, read from the bytes that the fuzzer makes up: a section of settings, one
// with all that the client sends, and one for each response, 0xff between two sections. 0xfe stands for a
// kilobyte of 'x' from the client. A request for which there is no response is answered by "200 OK". Plain
// value logic, for any one thread.

#include "values/connectionlimits.h"

#include <QByteArray>
#include <QByteArrayList>
#include <QByteArrayView>

#include <limits>

namespace Drainboard {

struct Script
{
    explicit Script(QByteArrayView bytes);

    static constexpr qsizetype never = std::numeric_limits<qsizetype>::max();

    // The settings, a byte each, in this order, each of them optional; for a position 'd' and more is never.
    ConnectionLimits limits; ///< target, header, fields, body, keep-alive timeout
    qsizetype closeAt = never; ///< of all responses, so much is written when the server begins to announce "close"
    qsizetype refuseAt = never; ///< of the requests, so much has arrived when the server loses patience
    QByteArray pieceSizes; ///< what follows: in pieces of these sizes the bytes come and go, over and over

    QByteArray requests;
    QByteArrayList responses;
};

} // namespace Drainboard
