// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "lifelines/lifeline.h"
#include "values/connectioninfo.h"

namespace Drainboard {

/// Finds out what a connection did between two snapshots, and adds it to its lifeline. A snapshot knows what goes on
/// and since when, and how many requests there were. It knows when the last one ended, and how long it took. So one
/// request is drawn as it was. Of several between two snapshots only the share of time that they took is known, and
/// that from the last of them: this is coarse, and needed only where nothing better tells of
/// them. GUI thread.
class SnapshotReader
{
public:
    /// \a before is null for a connection that was in no snapshot yet. \a from is the moment of the snapshot before, or
    /// of the opening; \a until the moment of this one.
    SnapshotReader(const ConnectionInfo *before, const ConnectionInfo &info, SteadyTime from, SteadyTime until);

    /// Not where something better tells of the requests that have ended.
    void setReadsFinishedRequests(bool reads) { m_readsFinished = reads; }
    void apply(Lifeline *line) const;

private:
    void addFinishedRequests(Lifeline *line) const;
    void beginActivity(Lifeline *line) const;
    void addWait(Lifeline *line) const;
    void addEnd(Lifeline *line) const;
    void addKnownEnd(Lifeline *line) const;
    void guessEnd(Lifeline *line) const;
    quint64 finishedRequests() const;

    const ConnectionInfo *m_before;
    const ConnectionInfo &m_info;
    SteadyTime m_from;
    SteadyTime m_until;
    bool m_readsFinished = true;
};

} // namespace Drainboard
