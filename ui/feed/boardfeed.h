// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "feed/requeststore.h"
#include "history/requestreader.h"

namespace Drainboard {

class LifelineStore;

/// Brings what the engine knows of each request that has ended to the lifelines, and keeps the last ones of each
/// connection for who asks. It is to read more often than the engine forgets: ten times a second will do. What it could
/// not read any more the lifelines take from snapshots, which are coarser. GUI thread.
class BoardFeed
{
public:
    /// \a lifelines must outlive this.
    explicit BoardFeed(LifelineStore *lifelines);

    /// Reads of \a reader from now on, behind what the one before still had. Ids go on.
    void setReader(RequestReader reader);
    /// Takes over what is new.
    void takeNew();
    /// The same, before the lifelines take over the snapshot of \a takenAt. What ended later waits for afterSnapshot():
    /// the snapshot tells that it is in progress.
    void beforeSnapshot(SteadyTime takenAt);
    /// They have taken it over: now they know the connections that had come since the one before.
    void afterSnapshot();

    /// What has ended, connection by connection.
    const RequestStore &requests() const { return m_requests; }
    /// How many requests were forgotten before they could be read: those were not seen one by one.
    quint64 missed() const { return m_missedBefore + m_reader.missed(); }

private:
    QList<RequestLife> read();
    void draw(const RequestLife &life);

    LifelineStore *m_lifelines;
    RequestReader m_reader;
    quint64 m_missedBefore = 0; ///< by earlier readers
    RequestStore m_requests;
    QList<RequestLife> m_waiting; ///< for the lifelines to know their connections, or for the next snapshot
};

} // namespace Drainboard
