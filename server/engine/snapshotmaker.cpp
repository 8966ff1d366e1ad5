// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "engine/snapshotmaker.h"

#include <system_error>
#include <utility>

namespace Drainboard {

SnapshotMaker::SnapshotMaker(ConnectionMirror::Tables tables)
    : m_mirror(std::move(tables))
{
}

// Where there can be no more threads, it takes this one's time.
void SnapshotMaker::begin()
{
    if (std::exchange(m_isMaking, true))
        return;
    try {
        if (!m_thread.joinable())
            m_thread = std::jthread([this](const std::stop_token &stop) { work(stop); });
    } catch (const std::system_error &) {
        m_done.post([this, snapshot = make()] { tell(snapshot); });
        return;
    }
    {
        const std::scoped_lock lock(m_mutex);
        m_isWanted = true;
    }
    m_changed.notify_all();
}

void SnapshotMaker::work(const std::stop_token &stop)
{
    std::unique_lock lock(m_mutex);
    while (m_changed.wait(lock, stop, [this] { return m_isWanted; })) {
        m_isWanted = false;
        lock.unlock();
        m_done.post([this, snapshot = make()] { tell(snapshot); });
        lock.lock();
    }
}

Snapshot SnapshotMaker::take()
{
    m_isOutdated = m_isMaking;
    return make();
}

Snapshot SnapshotMaker::make()
{
    const std::scoped_lock lock(m_making);
    Snapshot snapshot = m_mirror.snapshot();
    m_oneBefore = std::exchange(m_last, snapshot);
    return snapshot;
}

void SnapshotMaker::tell(const Snapshot &snapshot)
{
    m_isMaking = false;
    if (!std::exchange(m_isOutdated, false))
        Q_EMIT made(snapshot);
}

} // namespace Drainboard

#include "moc_snapshotmaker.cpp"
