// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "look/draintext.h"
#include "values/clientprocess.h"
#include "values/connectioninfo.h"

#include <QAbstractTableModel>

#include <chrono>
#include <optional>
#include <vector>

namespace Drainboard {

class LifelineStore;

/// The connections of the latest snapshot as a table, one row each, in ascending order of id. It is never reset: each
/// snapshot is compared with the one before, and views are told only what differs. GUI thread.
class ConnectionModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        Id,
        Peer,
        Now, ///< the state, and for how long
        Requests,
        LastRequest, ///< with its status
        Lifeline, ///< painted by a LifelineDelegate
        Ended,
        State,
        Status,
        FirstByte, ///< after the request was handed on
        LastByte,
        KeepAlive,
        Age,
        IdleFor,
        BytesIn,
        BytesOut,
        Client, ///< the process at the other end
    };
    Q_ENUM(Column)
    static constexpr int columns = Client + 1;

    /// The value as it is: numbers as qulonglong, lengths of time in milliseconds as qlonglong (FirstByte and
    /// LastByte: in microseconds), State, Now, KeepAlive and Ended as their enum, the others as QString; invalid where
    /// there is none.
    static constexpr int rawRole = Qt::UserRole;
    /// The number of the group that a row of a GroupModel is; invalid for a connection.
    static constexpr int groupRole = Qt::UserRole + 1;

    explicit ConnectionModel(QObject *parent = nullptr);

    /// Where the texts of the lifelines come from: to be updated before this is. \a lifelines must outlive this.
    void setLifelines(const LifelineStore *lifelines) { m_lifelines = lifelines; }
    /// What stands at the top of the lifelines, behind their title.
    void setLifelineRange(const QString &range);

    /// While a drain goes on, each connection that is open says what it waits for.
    void setDrain(const std::optional<DrainTerms> &drain);

    /// Takes over what \a snapshot says. Rows are told of where something changed but the time. Then timePassed() says
    /// that lengths of time have grown in all rows: 10,000 of them need not be told of each second.
    void update(const Snapshot &snapshot);
    /// Takes over which processes the clients are. Those of connections that are not shown are ignored.
    void setProcesses(const ClientProcesses &processes);
    /// Null where it is not known.
    const ClientProcess *process(const ConnectionInfo &connection) const;

    /// The moment of the snapshot.
    SteadyTime now() const { return m_snapshot.takenAt; }
    /// Valid until the next update().
    const ConnectionInfo &connection(int row) const { return *m_rows[static_cast<std::size_t>(row)]; }
    /// -1 where there is none with this \a id.
    int rowOf(ConnectionId id) const;
    /// At the moment of the snapshot; of a closed connection, as long as it lived. All these are exact: what compares
    /// them has the same order at any moment.
    SteadyClock::duration age(const ConnectionInfo &connection) const;
    /// How long the connection has been New or Idle; nullopt in other states.
    std::optional<SteadyClock::duration> idleFor(const ConnectionInfo &connection) const;
    /// How long it has been in its state; nullopt if it is closed.
    std::optional<SteadyClock::duration> inStateFor(const ConnectionInfo &connection) const;
    /// Until the first byte of the response. If there is none yet: until now, if the request waits for one.
    std::optional<SteadyClock::duration> firstByteTime(const ConnectionInfo &connection) const;
    /// The same for the last byte.
    std::optional<SteadyClock::duration> lastByteTime(const ConnectionInfo &connection) const;

    /// Whether \a column has numbers, which stand at the right.
    static bool isNumber(int column);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    /// All lengths of time are longer now.
    void timePassed();
    /// The end of update() or setProcesses(): nothing more changes for now.
    void updated();

private:
    std::optional<SteadyClock::duration> timeOf(const ConnectionInfo &connection,
                                                std::optional<std::chrono::microseconds> known) const;
    QString nowText(const ConnectionInfo &connection) const;
    QString byteTimeText(const ConnectionInfo &connection, std::optional<std::chrono::microseconds> known) const;
    QVariant rawData(const ConnectionInfo &connection, int column) const;
    QString displayText(const ConnectionInfo &connection, int column) const;
    QString processText(const ConnectionInfo &connection) const;
    QString accessibleText(const ConnectionInfo &connection, int column) const;

    void removeRowsNotIn(const QList<ConnectionFacts> &connections);
    void removeRows(const std::vector<bool> &gone);
    void refreshRows(const Snapshot &snapshot);
    void insertMissingRows();
    void insertAtEnd(const std::vector<const ConnectionInfo *> &rows);
    void setRows(const std::vector<const ConnectionInfo *> &rows);

    const LifelineStore *m_lifelines = nullptr;
    QString m_lifelineRange;
    std::optional<DrainTerms> m_drain;
    Snapshot m_snapshot;
    ClientProcesses m_processes;
    std::vector<const ConnectionInfo *> m_rows; ///< into m_snapshot: cheap to move where many rows go at once
};

} // namespace Drainboard
