// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only

// The part of ConnectionModel that is about words.

#include "lifelines/lifelinestore.h"
#include "lifelines/lifelinetext.h"
#include "look/durationtext.h"
#include "look/pluralnumber.h"
#include "look/vocabularytext.h"
#include "table/connectionmodel.h"

#include <QLocale>

using namespace std::chrono;

namespace Drainboard {
namespace {

/// Milliseconds, to a hundredth: a quick handler takes no more than a few of these.
QString text(std::optional<microseconds> time)
{
    return time ? QLocale().toString(static_cast<double>(time->count()) / 1000, 'f', 2) : QString();
}

QString keepAliveText(const ConnectionInfo &connection)
{
    if (connection.persistence == Persistence::Unknown)
        return {};
    const QString kept = isKept(connection.persistence) ? ConnectionModel::tr("yes") : ConnectionModel::tr("no");
    const QString text = QStringLiteral("%1: %2").arg(kept, VocabularyText::of(connection.persistence));
    return connection.pipelined ? ConnectionModel::tr("%1, next waits").arg(text) : text;
}

/// The request in its own words, behind its status or the room for one: so they stand below each other.
QString lastRequestText(const ConnectionInfo &connection)
{
    if (connection.requestLine.isEmpty())
        return {};
    const QString status = connection.status ? QString::number(connection.status) : QStringLiteral("   ");
    return QStringLiteral("%1 %2").arg(status, QString::fromLatin1(connection.requestLine));
}

QString endText(const ConnectionInfo &connection)
{
    QString text = VocabularyText::of(connection.cause);
    if (!connection.closeReason.isEmpty())
        text = QStringLiteral("%1: %2").arg(text, VocabularyText::ofReason(connection.closeReason));
    if (connection.lostRequests.isEmpty())
        return text;
    return ConnectionModel::tr("%Ln LOST, %1", nullptr, pluralNumber(connection.lostRequests.size())).arg(text);
}

} // namespace

bool ConnectionModel::isNumber(int column)
{
    switch (column) {
    case Id:
    case Requests:
    case Status:
    case FirstByte:
    case LastByte:
    case Age:
    case IdleFor:
    case BytesIn:
    case BytesOut:
        return true;
    default:
        return false;
    }
}

QString ConnectionModel::nowText(const ConnectionInfo &connection) const
{
    if (m_drain && connection.state != ConnectionState::Closed)
        return DrainText::of(connection, m_snapshot.takenAt, *m_drain);
    const QString state = VocabularyText::of(connection.state);
    const auto time = inStateFor(connection);
    return time ? tr("%1 %2").arg(state, durationText(duration_cast<milliseconds>(*time))) : state;
}

// One that hangs says how long it has so far.
QString ConnectionModel::byteTimeText(const ConnectionInfo &connection, std::optional<microseconds> known) const
{
    if (known)
        return text(known);
    const auto soFar = timeOf(connection, known);
    return soFar ? tr("> %1").arg(text(duration_cast<microseconds>(*soFar))) : QString();
}

QString ConnectionModel::processText(const ConnectionInfo &connection) const
{
    const ClientProcess *client = process(connection);
    return client ? QStringLiteral("%1 %2").arg(client->name, QString::number(client->pid)) : QString();
}

QString ConnectionModel::displayText(const ConnectionInfo &connection, int column) const
{
    switch (column) {
    case Id:
        return QString::number(static_cast<qulonglong>(connection.id));
    case Peer:
        return connection.peer;
    case Now:
        return nowText(connection);
    case Lifeline: // it is painted; its words are the accessible text
        return {};
    case State:
        return VocabularyText::of(connection.state);
    case Requests:
        return QLocale().toString(connection.requests);
    case LastRequest:
        return lastRequestText(connection);
    case Status:
        return connection.status ? QString::number(connection.status) : QString();
    case FirstByte:
        return byteTimeText(connection, connection.firstByteAfter);
    case LastByte:
        return byteTimeText(connection, connection.lastByteAfter);
    case KeepAlive:
        return keepAliveText(connection);
    case Age:
        return durationText(duration_cast<milliseconds>(age(connection)));
    case IdleFor:
        if (const auto idle = idleFor(connection))
            return durationText(duration_cast<milliseconds>(*idle));
        return {};
    case BytesIn:
        return QLocale().toString(connection.bytesIn);
    case BytesOut:
        return QLocale().toString(connection.bytesOut);
    case Ended:
        return endText(connection);
    case Client:
        return processText(connection);
    }
    return {};
}

QString ConnectionModel::accessibleText(const ConnectionInfo &connection, int column) const
{
    const QString text = displayText(connection, column).trimmed();
    if (column == Lifeline) {
        const auto *line = m_lifelines ? m_lifelines->find(connection.id) : nullptr;
        return line ? LifelineText::describe(*line, m_snapshot.takenAt) : tr("none");
    }
    if (column == Id)
        return tr("connection %1").arg(text);
    if (text.isEmpty())
        return column == LastRequest ? tr("no request yet") : column == Client ? tr("unknown process") : tr("none");
    if (isNumber(column))
        return tr("%1 %2").arg(headerData(column, Qt::Horizontal).toString(), text);
    return text;
}

QVariant ConnectionModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columns)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue((isNumber(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Id:
        return tr("#");
    case Peer:
        return tr("Peer");
    case Now:
        return tr("Now");
    case Lifeline:
        return m_lifelineRange.isEmpty() ? tr("Lifeline") : tr("Lifeline: %1").arg(m_lifelineRange);
    case State:
        return tr("State");
    case Requests:
        return tr("Requests");
    case LastRequest:
        return tr("Last request");
    case Status:
        return tr("Status");
    case FirstByte:
        return tr("First byte, ms");
    case LastByte:
        return tr("Last byte, ms");
    case KeepAlive:
        return tr("Keep-alive");
    case Age:
        return tr("Age");
    case IdleFor:
        return tr("Idle for");
    case BytesIn:
        return tr("Bytes in");
    case BytesOut:
        return tr("Bytes out");
    case Ended:
        return tr("End");
    case Client:
        return tr("Client");
    }
    return {};
}

} // namespace Drainboard
