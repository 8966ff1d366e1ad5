// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "values/clientprocess.h"
#include "values/connectioninfo.h"

#include <QAbstractTableModel>

#include <chrono>
#include <optional>
#include <vector>

namespace Drainboard {

/// The connections of the latest snapshot as a table, one row each, in ascending order of id. It is never reset: each
/// snapshot is compared with the one before, and views are told only what differs. GUI thread.
class ConnectionModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        Id,
        Peer,
        State,
        Requests,
        LastRequest,
        Status,
        FirstByte, ///< after the request was handed on
        LastByte,
        KeepAlive,
        Age,
        IdleFor,
        BytesIn,
        BytesOut,
        Ended,
        Client, ///< the process at the other end
    };
    Q_ENUM(Column)
    static constexpr int columns = Client + 1;

    /// The value as it is: numbers as qulonglong, lengths of time in milliseconds as qlonglong (FirstByte and
    /// LastByte: in microseconds), State, KeepAlive and Ended as their enum, the others as QString; invalid where
    /// there is none.
    static constexpr int rawRole = Qt::UserRole;

    explicit ConnectionModel(QObject *parent = nullptr);

    /// Takes over what \a snapshot says.
    void update(const Snapshot &snapshot);
    /// Takes over which processes the clients are. Those of connections that are not shown are ignored.
    void setProcesses(const ClientProcesses &processes);
    /// Null where it is not known.
    const ClientProcess *process(const ConnectionInfo &connection) const;

    /// Valid until the next update().
    const ConnectionInfo &connection(int row) const { return *m_rows[static_cast<std::size_t>(row)]; }
    /// At the moment of the snapshot; of a closed connection, as long as it lived.
    std::chrono::milliseconds age(const ConnectionInfo &connection) const;
    /// How long the connection has been New or Idle; nullopt in other states.
    std::optional<std::chrono::milliseconds> idleFor(const ConnectionInfo &connection) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QVariant rawData(const ConnectionInfo &connection, int column) const;
    QString displayText(const ConnectionInfo &connection, int column) const;
    QString processText(const ConnectionInfo &connection) const;
    QString accessibleText(const ConnectionInfo &connection, int column) const;

    void removeRowsNotIn(const QList<ConnectionFacts> &connections);
    void refreshRows(const Snapshot &snapshot);
    void insertMissingRows();

    Snapshot m_snapshot;
    ClientProcesses m_processes;
    std::vector<const ConnectionInfo *> m_rows; ///< into m_snapshot: cheap to move where many rows go at once
};

} // namespace Drainboard
