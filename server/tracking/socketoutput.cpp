// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "tracking/socketoutput.h"

#include "net/tcpdescriptor.h"

#include <utility>

namespace Drainboard {

qsizetype SocketOutput::send(TcpDescriptor &descriptor)
{
    qsizetype sent = 0;
    while (!isEmpty() && !m_failed) {
        const TcpDescriptor::Transfer transfer = descriptor.send(m_buffer.pending());
        if (transfer.outcome != TcpDescriptor::Outcome::Done) {
            m_failed = transfer.outcome == TcpDescriptor::Outcome::Failed;
            break;
        }
        sent += transfer.count;
        m_buffer.consume(transfer.count);
    }
    if (sent > 0 || !m_tried)
        m_lastProgress = SteadyClock::now();
    m_gone += sent;
    m_sent += quint64(sent);
    m_tried = !isEmpty();
    return sent;
}

void SocketOutput::drop()
{
    m_gone += m_buffer.size();
    m_buffer.clear();
    m_tried = false;
}

qint64 SocketOutput::takeGone()
{
    m_announced += quint64(m_gone);
    return std::exchange(m_gone, 0);
}

} // namespace Drainboard
