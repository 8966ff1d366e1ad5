// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "engine/snapshotmaker.h"

#include <utility>

namespace Drainboard {

SnapshotMaker::SnapshotMaker(ConnectionMirror::Tables tables)
    : m_mirror(std::move(tables))
{
    m_pool.setMaxThreadCount(1);
}

SnapshotMaker::~SnapshotMaker()
{
    m_pool.waitForDone();
}

void SnapshotMaker::begin()
{
    if (std::exchange(m_isMaking, true))
        return;
    m_pool.start([this] {
        QMetaObject::invokeMethod(this, [this, snapshot = make()] { tell(snapshot); }, Qt::QueuedConnection);
    });
}

Snapshot SnapshotMaker::take()
{
    m_isOutdated = m_isMaking;
    return make();
}

Snapshot SnapshotMaker::make()
{
    const std::scoped_lock lock(m_mutex);
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
