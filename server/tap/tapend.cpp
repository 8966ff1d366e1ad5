// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "tap/tapend.h"

namespace Drainboard {

TapEnd::TapEnd(QObject *watcher, Owner &owner, FileDescriptor descriptor)
    : m_owner(owner)
    , m_descriptor(std::move(descriptor))
    , m_watch(watcher, *this)
{
}

void TapEnd::start()
{
    m_watch.start(m_descriptor.number());
    m_watch.setReading(false);
    m_watch.setWriting(!m_isConnected);
}

void TapEnd::setConnecting()
{
    m_isConnected = false;
}

void TapEnd::setConnected()
{
    m_isConnected = true;
    m_watch.setWriting(!m_out.isEmpty());
}

void TapEnd::setOver()
{
    m_isOver = true;
    setReading(false);
}

void TapEnd::setReading(bool on)
{
    if (m_isReading != on && m_descriptor.isOpen())
        m_watch.setReading(on);
    m_isReading = on;
}

bool TapEnd::send(QByteArrayView bytes)
{
    if (!m_out.isEmpty() || !m_isConnected) {
        m_out.bytes().append(bytes);
        return true;
    }
    while (!bytes.isEmpty()) {
        const TcpDescriptor::Transfer transfer = m_descriptor.send(bytes);
        if (transfer.outcome == TcpDescriptor::Outcome::Failed)
            return false;
        if (transfer.outcome != TcpDescriptor::Outcome::Done) {
            m_out.bytes().append(bytes);
            m_watch.setWriting(true);
            return true;
        }
        m_owner.onSent(*this, bytes.first(transfer.count));
        bytes = bytes.sliced(transfer.count);
    }
    return true;
}

bool TapEnd::flush()
{
    while (!m_out.isEmpty()) {
        const TcpDescriptor::Transfer transfer = m_descriptor.send(m_out.pending());
        if (transfer.outcome == TcpDescriptor::Outcome::Failed)
            return false;
        if (transfer.outcome != TcpDescriptor::Outcome::Done)
            return true;
        m_owner.onSent(*this, m_out.pending().first(transfer.count));
        m_out.consume(transfer.count);
    }
    m_out.clear();
    m_watch.setWriting(false);
    if (m_isFinishing)
        finishSending();
    return true;
}

void TapEnd::finishSending()
{
    m_isFinishing = true;
    if (m_out.isEmpty() && m_isConnected && !m_isFinSent)
        m_isFinSent = m_descriptor.finishSending();
}

void TapEnd::close()
{
    m_watch.stop();
    m_descriptor.close();
}

void TapEnd::reset()
{
    m_watch.stop();
    m_descriptor.reset();
}

} // namespace Drainboard
