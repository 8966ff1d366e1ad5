// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "details/requesttablemodel.h"

#include "details/requesttext.h"
#include "look/durationtext.h"

#include <QLocale>

#include <algorithm>

using namespace std::chrono;

namespace Drainboard {

RequestTableModel::RequestTableModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

bool RequestTableModel::isNumber(int column)
{
    return column != Start && column != Request && column != Outcome;
}

void RequestTableModel::show(const QList<RequestLife> &ended, const std::optional<RunningRequest> &running,
                             SteadyTime now)
{
    m_now = now;
    if (m_running && m_running != running)
        setRunning(std::nullopt); // it is in ended by now, or soon
    setEnded(ended);
    setRunning(running);
}

// The list goes on at its end, and loses its oldest.
void RequestTableModel::setEnded(const QList<RequestLife> &ended)
{
    const auto remove = [this](int first, int last) {
        beginRemoveRows({}, first, last);
        m_ended.remove(first, last - first + 1);
        endRemoveRows();
    };
    const auto isKept = [&](const RequestLife &life) { return !ended.isEmpty() && life == ended.front(); };
    const auto gone = std::ranges::find_if(std::as_const(m_ended), isKept) - m_ended.cbegin();
    if (gone > 0)
        remove(0, static_cast<int>(gone) - 1);
    const auto same = std::ranges::mismatch(std::as_const(m_ended), ended).in1 - m_ended.cbegin();
    if (same < m_ended.size())
        remove(static_cast<int>(same), static_cast<int>(m_ended.size()) - 1);
    if (ended.size() == m_ended.size())
        return;
    beginInsertRows({}, static_cast<int>(m_ended.size()), static_cast<int>(ended.size()) - 1);
    m_ended = ended;
    endInsertRows();
}

void RequestTableModel::setRunning(const std::optional<RunningRequest> &running)
{
    const int row = static_cast<int>(m_ended.size());
    if (m_running && running) {
        m_running = running;
        Q_EMIT dataChanged(index(row, 0), index(row, columns - 1));
    } else if (running) {
        beginInsertRows({}, row, row);
        m_running = running;
        endInsertRows();
    } else if (m_running) {
        beginRemoveRows({}, row, row);
        m_running.reset();
        endRemoveRows();
    }
}

int RequestTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_ended.size()) + (m_running ? 1 : 0);
}

int RequestTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QString RequestTableModel::endedText(const RequestLife &life, int column) const
{
    switch (column) {
    case Number:
        return QLocale().toString(life.number);
    case Start:
        return RequestText::clock(life.firstByteIn);
    case Gap:
        return RequestText::milliseconds(life.gap);
    case Request: {
        const QString line = QString::fromLatin1(life.requestLine);
        return life.isLineCut ? line + QChar(0x2026) : line;
    }
    case Status:
        return life.status ? QString::number(life.status) : QString();
    case Arrival:
        return RequestText::milliseconds(life.arrivedAt - life.firstByteIn);
    case Queue:
        return life.outcome == RequestOutcome::Refused ? QString()
                                                       : RequestText::milliseconds(life.handedOnAt - life.arrivedAt);
    case FirstByte:
        return life.firstByteOut ? RequestText::milliseconds(*life.firstByteOut - life.handedOnAt) : QString();
    case LastByte:
        return life.outcome == RequestOutcome::Lost ? QString()
                                                    : RequestText::milliseconds(life.endedAt - life.handedOnAt);
    case BytesIn:
        return QLocale().toString(life.bytesIn);
    case BytesOut:
        return QLocale().toString(life.bytesOut);
    case Outcome:
        return life.outcome == RequestOutcome::Lost
            ? tr("%1 (after %2)")
                  .arg(RequestText::outcome(life),
                       durationText(duration_cast<milliseconds>(life.endedAt - life.firstByteIn)))
            : RequestText::outcome(life);
    }
    return {};
}

QString RequestTableModel::runningText(int column) const
{
    const auto soFar = m_now - m_running->since;
    switch (column) {
    case Number:
        return m_running->number ? QLocale().toString(m_running->number) : QString();
    case Start:
        return RequestText::clock(m_running->since);
    case Request:
        return QString::fromLatin1(m_running->line);
    case Status:
        return m_running->status ? QString::number(m_running->status) : QString();
    case Arrival:
        return m_running->isArriving ? tr("> %1").arg(RequestText::milliseconds(soFar)) : QString();
    case FirstByte:
        if (m_running->firstByteAfter)
            return RequestText::milliseconds(*m_running->firstByteAfter);
        return m_running->isArriving ? QString() : tr("> %1").arg(RequestText::milliseconds(soFar));
    case LastByte:
        return m_running->isArriving ? QString() : tr("> %1").arg(RequestText::milliseconds(soFar));
    case Outcome: {
        const QString time = durationText(duration_cast<milliseconds>(soFar));
        return m_running->isArriving ? tr("arriving for %1").arg(time) : tr("in progress for %1").arg(time);
    }
    default:
        return {};
    }
}

QVariant RequestTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    if (role == Qt::TextAlignmentRole)
        return headerData(index.column(), Qt::Horizontal, role);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole && role != Qt::AccessibleTextRole)
        return {};
    const QString text = index.row() < m_ended.size() ? endedText(m_ended[index.row()], index.column())
                                                      : runningText(index.column());
    if (role != Qt::AccessibleTextRole)
        return text;
    return tr("%1: %2").arg(title(index.column()), text.isEmpty() ? tr("none") : text);
}

QString RequestTableModel::title(int column) const
{
    switch (column) {
    case Number:
        return tr("#");
    case Start:
        return tr("Start");
    case Gap:
        return tr("Gap, ms");
    case Request:
        return tr("Request");
    case Status:
        return tr("Status");
    case Arrival:
        return tr("Arrival, ms");
    case Queue:
        return tr("Queue, ms");
    case FirstByte:
        return tr("First, ms");
    case LastByte:
        return tr("Last, ms");
    case BytesIn:
        return tr("Bytes in");
    case BytesOut:
        return tr("Bytes out");
    case Outcome:
        return tr("Outcome");
    }
    return {};
}

QString RequestTableModel::explanation(int column) const
{
    switch (column) {
    case Number:
        return tr("Which request it was on its connection");
    case Start:
        return tr("When its first byte came");
    case Gap:
        return tr("From the end of the response before until this request began");
    case Arrival:
        return tr("From the first byte of the request until it had come whole: this is the client's time");
    case Queue:
        return tr("From then until it was handed on: behind other requests on its worker or its connection");
    case FirstByte:
        return tr("From then until the first byte of the response: this is the handler's time");
    case LastByte:
        return tr("From handing it on until the last byte of the response was in the kernel");
    default:
        return {};
    }
}

QVariant RequestTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columns)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue((isNumber(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole)
        return explanation(section);
    return role == Qt::DisplayRole ? title(section) : QVariant();
}

} // namespace Drainboard

#include "moc_requesttablemodel.cpp"
