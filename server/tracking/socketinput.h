// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "net/tcpdescriptor.h"

namespace Drainboard {

/// What one look at a connection brought.
struct SocketInput
{
    qsizetype bytes = 0;
    bool isFinished = false; ///< the client's FIN has come
    bool isLost = false; ///< the client has reset the connection, or is no longer there

    /// Receives from \a descriptor while \a wantsMore() is true and the kernel has something, within reason: a client
    /// that sends without end must not hold the thread. Calls \a take with each piece, as QByteArrayView. For any
    /// thread.
    template <typename WantsMore, typename Take>
    static SocketInput receive(TcpDescriptor &descriptor, WantsMore wantsMore, Take take);

private:
    static constexpr int rounds = 16; // the notifier comes back for the rest
    static constexpr qsizetype pieceSize = 64 * 1024;
    static char *buffer();
};

template <typename WantsMore, typename Take>
SocketInput SocketInput::receive(TcpDescriptor &descriptor, WantsMore wantsMore, Take take)
{
    SocketInput input;
    for (int round = 0; round < rounds && !input.isFinished && wantsMore(); ++round) {
        const TcpDescriptor::Transfer transfer = descriptor.receive(buffer(), pieceSize);
        input.isFinished = transfer.outcome == TcpDescriptor::Outcome::Finished;
        input.isLost = transfer.outcome == TcpDescriptor::Outcome::Failed;
        input.bytes += transfer.count;
        if (transfer.count > 0)
            take(QByteArrayView(buffer(), transfer.count));
        if (transfer.count < pieceSize)
            break;
    }
    return input;
}

} // namespace Drainboard
