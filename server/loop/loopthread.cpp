// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "loop/loopthread.h"

#include <QAbstractEventDispatcher>

namespace Drainboard {

LoopThread::LoopThread(QAbstractEventDispatcher *dispatcher, QObject *parent)
    : QThread(parent)
{
    if (dispatcher)
        setEventDispatcher(dispatcher);
}

bool LoopThread::begin()
{
    start();
    if (!isStarted())
        return false;
    m_ready.wait();
    return true;
}

void LoopThread::end()
{
    if (!isStarted()) {
        delete eventDispatcher();
        return;
    }
    quit();
    m_ended.wait(); // a thread sanitizer understands this one; QThread::wait() it does not
    wait();
}

void LoopThread::run()
{
    serve();
    m_ended.count_down();
}

} // namespace Drainboard

#include "moc_loopthread.cpp"
