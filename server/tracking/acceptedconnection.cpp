// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "tracking/acceptedconnection.h"

#include "http/refusal.h"

#include <array>
#include <utility>

namespace Drainboard {

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
    descriptor.close();
    m_table->update(m_record, [](ConnectionInfo &info) { info.closeReason = statusText(503); });
    m_table->close(m_record, CloseCause::Rejected);
}

// What the client has sent is unread: then the kernel would reset the connection in any case.
CloseCause AcceptedConnection::close()
{
    TcpDescriptor descriptor(std::move(m_descriptor));
    char byte = 0;
    switch (descriptor.receive(&byte, 1).outcome) {
    case TcpDescriptor::Outcome::WouldBlock:
        return CloseCause::Disconnected;
    case TcpDescriptor::Outcome::Finished:
    case TcpDescriptor::Outcome::Failed:
        return CloseCause::ByClient;
    case TcpDescriptor::Outcome::Done:
        break;
    }
    descriptor.reset();
    return CloseCause::Aborted;
}

} // namespace Drainboard
