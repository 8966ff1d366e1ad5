// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "net/descriptorwatch.h"

#include <QEvent>
#include <QSocketNotifier>

#include <utility>

namespace Drainboard {

namespace {

// Calls its listener without a signal: a connected signal would take a tenth of what an idle connection does.
class Notifier final : public QSocketNotifier
{
public:
    Notifier(qintptr descriptor, Type type, QObject *parent, DescriptorWatch::Listener &listener)
        : QSocketNotifier(descriptor, type, parent)
        , m_listener(listener)
    {
    }

protected:
    bool event(QEvent *event) override
    {
        if (event->type() != QEvent::SockAct)
            return QSocketNotifier::event(event);
        switch (type()) {
        case Read:
            m_listener.onReadable();
            break;
        case Write:
            m_listener.onWritable();
            break;
        case Exception:
            setEnabled(false); // until asked for again: urgent data would be told of for ever
            m_listener.onException();
            break;
        }
        return true; // the listener may have deleted this
    }

private:
    DescriptorWatch::Listener &m_listener;
};

} // namespace

DescriptorWatch::DescriptorWatch(QObject *owner, Listener &listener)
    : m_owner(owner)
    , m_listener(listener)
{
}

void DescriptorWatch::start(int descriptor)
{
    m_readable = new Notifier(descriptor, QSocketNotifier::Read, m_owner, m_listener);
}

void DescriptorWatch::setReading(bool on)
{
    if (!m_readable)
        return;
    if (!on && !m_exception)
        m_exception = new Notifier(m_readable->socket(), QSocketNotifier::Exception, m_owner, m_listener);
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
    if (on && !m_writable)
        m_writable = new Notifier(m_readable->socket(), QSocketNotifier::Write, m_owner, m_listener);
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
