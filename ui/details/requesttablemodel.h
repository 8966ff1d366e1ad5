// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "values/requestlife.h"

#include <QAbstractTableModel>

#include <optional>

namespace Drainboard {

/// A request that has not ended. What is known of it comes from the record of its connection. A plain value.
struct RunningRequest
{
    quint64 number = 0;
    QByteArray line {};
    int status = 0;
    bool isArriving = false; ///< it has not come whole
    SteadyTime since {}; ///< when it began to arrive, or was handed on
    std::optional<std::chrono::microseconds> firstByteAfter {}; ///< that

    friend bool operator==(const RunningRequest &, const RunningRequest &) = default;
};

/// The requests of one connection as a table, the oldest first; the one that is in progress is the last line. It is
/// never reset. GUI thread.
class RequestTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        Number,
        Start,
        Request,
        Status,
        Outcome,
        Gap,
        Arrival,
        Queue,
        FirstByte,
        LastByte,
        BytesIn,
        BytesOut,
    };
    Q_ENUM(Column)
    static constexpr int columns = BytesOut + 1;

    explicit RequestTableModel(QObject *parent = nullptr);

    /// Shows \a ended, and \a running behind them, as they are at \a now. Of what is there already nothing is told but
    /// what has changed.
    void show(const QList<RequestLife> &ended, const std::optional<RunningRequest> &running, SteadyTime now);

    /// Whether \a column has numbers, which stand at the right.
    static bool isNumber(int column);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    void setEnded(const QList<RequestLife> &ended);
    void setRunning(const std::optional<RunningRequest> &running);
    QString endedText(const RequestLife &life, int column) const;
    QString runningText(int column) const;
    QString title(int column) const;
    QString explanation(int column) const;

    QList<RequestLife> m_ended;
    std::optional<RunningRequest> m_running;
    SteadyTime m_now {};
};

} // namespace Drainboard
