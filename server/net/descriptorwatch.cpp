// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "net/descriptorwatch.h"

#include <QSocketNotifier>

#include <utility>

namespace Drainboard {

DescriptorWatch::DescriptorWatch(QObject *owner, Listener &listener)
    : m_owner(owner)
    , m_listener(listener)
{
}

void DescriptorWatch::start(int descriptor)
{
    m_readable = new QSocketNotifier(descriptor, QSocketNotifier::Read, m_owner);
    QObject::connect(m_readable, &QSocketNotifier::activated, m_owner, [this] { m_listener.onReadable(); });
}

void DescriptorWatch::setReading(bool on)
{
    if (!m_readable)
        return;
    if (!on && !m_exception) {
        m_exception = new QSocketNotifier(m_readable->socket(), QSocketNotifier::Exception, m_owner);
        QObject::connect(m_exception, &QSocketNotifier::activated, m_owner, [this] {
            m_exception->setEnabled(false); // until asked for again: urgent data would be told of for ever
            m_listener.onException();
        });
    }
    // What is enabled first, so that something always is: to stop watching and to begin again costs more.
    if (m_exception && !on)
        m_exception->setEnabled(true);
    m_readable->setEnabled(on);
    if (m_exception && on)
        m_exception->setEnabled(false);
}

void DescriptorWatch::setWriting(bool on)
{
    if (!m_readable)
        return;
    if (on && !m_writable) {
        m_writable = new QSocketNotifier(m_readable->socket(), QSocketNotifier::Write, m_owner);
        QObject::connect(m_writable, &QSocketNotifier::activated, m_owner, [this] { m_listener.onWritable(); });
    }
    if (m_writable)
        m_writable->setEnabled(on);
}

bool DescriptorWatch::isWriting() const
{
    return m_writable && m_writable->isEnabled();
}

void DescriptorWatch::stop()
{
    for (QSocketNotifier **notifier : { &m_readable, &m_writable, &m_exception }) {
        if (*notifier)
            std::exchange(*notifier, nullptr)
                ->setEnabled(false); // it may be the one that called us: goes with its owner
    }
}

} // namespace Drainboard
