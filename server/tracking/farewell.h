// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <chrono>

namespace Drainboard {

class HttpExchange;

/// How a connection ends that nothing has gone wrong with, and what the next step towards that end is. Knows no socket:
/// each function decides from what it is told. Plain value logic, for any one thread.
class Farewell
{
public:
    enum class Policy {
        None, ///< the connection stays
        Drain, ///< ends once nothing is owed to the client
        DrainLater, ///< the same, but an idle connection stays until the policy becomes Drain
        Disconnect, ///< sends FIN once nothing is unsent, also where an answer is owed
        HalfClose, ///< the same, and then waits for the client's FIN without a limit
    };
    enum class Step {
        Wait, ///< for whatever comes next
        SendFin, ///< and read on until the client's FIN: there may be more from it, and to it
        LeaveIdle, ///< an idle connection: send FIN as soon as no request is to be expected
        Close, ///< the kernel sends FIN, if it has not been sent
        Reset, ///< so that a response cut short does not look complete
    };

    /// What has been exchanged so far, with nothing unsent and our FIN not sent.
    struct Exchange
    {
        bool isAnswered = true; ///< no response is in progress
        bool isReading = false; ///< a part of a request has come
        bool isRequestReady = false; ///< a whole request waits to be handed on
        bool mustClose = false; ///< no other response may follow
        bool isBroken = false; ///< the response in progress is no HTTP: only the end of the connection ends it
        bool hasPeerFinished = false; ///< the client's FIN has come

        static Exchange of(const HttpExchange &exchange, bool hasPeerFinished);
    };

    Policy policy() const { return m_policy; }
    /// Changes to \a policy, unless that would be a step back. Whether it did.
    bool goOnTo(Policy policy);
    bool isDraining() const { return m_policy == Policy::Drain || m_policy == Policy::DrainLater; }
    /// Whether requests are still taken, as long as our FIN has not been sent.
    bool isServing() const { return m_policy == Policy::None || isDraining(); }

    Step next(const Exchange &exchange) const;
    /// Once our FIN has been sent, and what the client sent before it knew has had the time to come. What it sends
    /// behind our close is answered with a reset, which must not overtake the last response (RFC 9112, 9.6). So we wait
    /// for its acknowledgement, but not for ever: \a sinceFin tells how long it has been.
    static Step afterFin(bool isAllAcknowledged, std::chrono::steady_clock::duration sinceFin);
    /// For a connection that is to end now, without a word.
    static Step atOnce(bool isAnswered, bool isAllSent);

private:
    Policy m_policy = Policy::None;
};

} // namespace Drainboard
