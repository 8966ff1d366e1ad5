// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

// What became of the requests of a load. Plain value, for any one thread.

namespace Drainboard {

struct RequestTally
{
    long sent = 0; ///< whole: the client's kernel has taken all its bytes. Each is answered or lost:
    long answered = 0; ///< status line, header and body have been received, and are right

    long unanswered = 0; ///< the connection ended before any byte of the response
    long cutShort = 0; ///< the connection ended within the response, or what came was no HTTP
    long behindClose = 0; ///< pipelined, and the response to one before it said "Connection: close"
    long wrong = 0; ///< the response was another than it had to be

    long interrupted = 0; ///< not sent whole, for the connection ended meanwhile: none of the above

    long lost() const { return unanswered + cutShort + behindClose + wrong; }

    RequestTally &operator+=(const RequestTally &other)
    {
        sent += other.sent;
        answered += other.answered;
        unanswered += other.unanswered;
        cutShort += other.cutShort;
        behindClose += other.behindClose;
        wrong += other.wrong;
        interrupted += other.interrupted;
        return *this;
    }
};

} // namespace Drainboard
