// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "demo/demoplan.h"
#include "demo/demostage.h"
#include "feed/boardfeed.h"
#include "lifelines/boardaxis.h"
#include "lifelines/lifelinestore.h"

#include <QObject>

#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace Drainboard {

/// What has been seen on one stage of a demo: the lifelines of its clients, row by row, and how it ended. It stays when
/// the stage is Ready again, until that begins anew. GUI thread.
class StageRecord : public QObject
{
    Q_OBJECT

public:
    /// A request that was lost.
    struct Loss
    {
        ConnectionId connection {};
        SteadyTime at {};
    };

    /// \a stage must outlive this.
    explicit StageRecord(DemoStage *stage, QObject *parent = nullptr);

    /// Nothing is to be seen.
    void clear();
    /// Time goes on, where the server has not ended.
    void advance(SteadyTime now);

    bool isEmpty() const { return m_store == nullptr; }
    ShutdownPolicy policy() const { return m_stage->policy(); }
    /// Nothing where the server is one of ours.
    const std::optional<OwnServer> &ownServer() const { return m_stage->ownServer(); }
    /// The user's own server does not listen yet.
    bool isStarting() const { return m_stage->state() == DemoStage::State::Starting; }
    /// Why the stage could not begin: one line. Empty if it could.
    const QString &problem() const { return m_problem; }
    const std::optional<DemoOutcome> &outcome() const { return m_outcome; }
    /// The moment of the shutdown; the present one as long as that is not known.
    SteadyTime zero() const { return m_zero; }
    /// Until then all is known.
    SteadyTime now() const { return m_axis.now(); }
    /// How long the picture of \a plan is, from DemoPlan::before on.
    static std::chrono::milliseconds lengthOf(const DemoPlan &plan);

    /// From the beginning of the picture until its end. Its width is for who paints.
    BoardAxis &axis() { return m_axis; }
    /// Rows: the clients of the crowd, and behind them those who are none of it, in the order of their coming.
    int rowCount() const { return int(m_rows.size()); }
    /// How many of them are none of the crowd.
    int guestCount() const { return m_guests; }
    /// The lifelines in \a row, in the order of time.
    std::vector<const Lifeline *> linesOf(int row) const;
    /// The moments at which requests in \a row were lost.
    std::vector<SteadyTime> lossesIn(int row) const;
    /// How many have been lost from zero() until \a time, in all rows.
    qsizetype lossesUntil(SteadyTime time) const;

Q_SIGNALS:
    /// Something is to be seen that was not there.
    void changed();

private:
    void begin();
    void take(const Snapshot &snapshot);
    void readLosses();
    void end();
    void place(const ConnectionInfo &connection);
    void showTime();

    DemoStage *m_stage;
    DemoPlan m_plan;
    BoardAxis m_axis;
    std::unique_ptr<LifelineStore> m_store;
    std::unique_ptr<BoardFeed> m_feed; // uses the store
    std::optional<RequestReader> m_reader;
    std::vector<std::vector<ConnectionId>> m_rows;
    std::map<ConnectionId, int> m_rowOf;
    std::map<ConnectionId, int> m_looks; ///< at those of which it is not known whose they are
    int m_guests = 0;
    std::vector<Loss> m_losses;
    std::optional<DemoOutcome> m_outcome;
    QString m_problem;
    SteadyTime m_zero {};
};

} // namespace Drainboard
