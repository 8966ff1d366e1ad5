// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "tracking/acceptedconnection.h"

#include "http/refusal.h"

#include <array>
#include <utility>

namespace Drainboard {

namespace {

// It never got as far as to a socket.
ConnectionEnd endBy(EndSide side, EndSign sign)
{
    ConnectionEnd end { .firstBy = side, .firstSign = sign, .stateAtFirst = ConnectionState::Waiting };
    const SteadyTime now = SteadyClock::now();
    if (sign != EndSign::Fin) {
        end.resetAt = now;
        end.resetBy = side;
    } else {
        end.ourFinAt = now;
        if (side == EndSide::Client)
            end.clientFinAt = now;
    }
    return end;
}

} // namespace

AcceptedConnection::AcceptedConnection(FileDescriptor descriptor, ConnectionQuota::Place place,
                                       std::shared_ptr<ConnectionTable> table)
    : m_descriptor(std::move(descriptor))
    , m_place(std::move(place))
    , m_table(std::move(table))
    , m_peer(TcpDescriptor::peerOf(m_descriptor.number()))
    , m_record(m_table->open(m_peer.toString()))
{
}

AcceptedConnection::~AcceptedConnection()
{
    if (m_descriptor.isValid())
        m_table->close(m_record, close());
}

// What the client has sent would make the kernel reset the connection, were it left unread.
void AcceptedConnection::refuseAtOnce()
{
    TcpDescriptor descriptor(std::move(m_descriptor));
    std::array<char, 4096> unread;
    descriptor.receive(unread.data(), qsizetype(unread.size()));
    descriptor.send(refusalResponse(503));
    const quint64 left = descriptor.leftover().unread;
    descriptor.close();
    ConnectionEnd end = endBy(EndSide::Server, left > 0 ? EndSign::Reset : EndSign::Fin);
    end.unread = left;
    m_table->update(m_record, [end](ConnectionInfo &info) {
        info.closeReason = statusText(503);
        info.end = end;
    });
    m_table->close(m_record, CloseCause::Rejected);
}

void AcceptedConnection::resetAtOnce(CloseCause cause)
{
    TcpDescriptor descriptor(std::move(m_descriptor));
    ConnectionEnd end = endBy(EndSide::Server, EndSign::Reset);
    end.unread = descriptor.leftover().unread;
    descriptor.reset();
    m_table->update(m_record, [end](ConnectionInfo &info) { info.end = end; });
    m_table->close(m_record, cause);
}

// What the client has sent is unread: then the kernel would reset the connection in any case.
CloseCause AcceptedConnection::close()
{
    TcpDescriptor descriptor(std::move(m_descriptor));
    const auto note = [this](const ConnectionEnd &end) {
        m_table->update(m_record, [&end](ConnectionInfo &info) { info.end = end; });
    };
    char byte = 0;
    switch (descriptor.receive(&byte, 1).outcome) {
    case TcpDescriptor::Outcome::WouldBlock:
        note(endBy(EndSide::Server, EndSign::Fin));
        return CloseCause::Disconnected;
    case TcpDescriptor::Outcome::Finished:
        note(endBy(EndSide::Client, EndSign::Fin));
        return CloseCause::ByClient;
    case TcpDescriptor::Outcome::Failed:
        note(descriptor.failure() == TcpDescriptor::Failure::Reset ? endBy(EndSide::Client, EndSign::Reset)
                                                                   : endBy(EndSide::Nobody, EndSign::GivenUp));
        return CloseCause::ByClient;
    case TcpDescriptor::Outcome::Done:
        break;
    }
    ConnectionEnd end = endBy(EndSide::Server, EndSign::Reset);
    end.unread = descriptor.leftover().unread + 1;
    note(end);
    descriptor.reset();
    return CloseCause::Aborted;
}

} // namespace Drainboard
