// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "table/connectiongroup.h"

#include "look/vocabularytext.h"

#include <QCoreApplication>

#include <algorithm>

namespace Drainboard {
namespace {

/// The texts of this file, under a name that lupdate and the program share.
struct GroupTexts
{
    Q_DECLARE_TR_FUNCTIONS(Drainboard::GroupTexts)
};

// No copy, so that thousands are looked up in little time.
QByteArray bytesOf(const void *data, qsizetype size)
{
    return QByteArray::fromRawData(static_cast<const char *>(data), size);
}

QStringView addressOf(const QString &peer)
{
    const qsizetype colon = peer.lastIndexOf(u':');
    return QStringView(peer).left(colon < 0 ? peer.size() : colon);
}

// Without the query.
qsizetype routeSize(const QByteArray &requestLine)
{
    const qsizetype query = requestLine.indexOf('?');
    return query < 0 ? requestLine.size() : query;
}

QString endName(const ConnectionInfo &connection)
{
    if (connection.state != ConnectionState::Closed)
        return GroupTexts::tr("open");
    const QString cause = VocabularyText::of(connection.cause);
    return connection.closeReason.isEmpty()
        ? cause
        : GroupTexts::tr("%1: %2").arg(cause, VocabularyText::ofReason(connection.closeReason));
}

} // namespace

void ConnectionGroup::add(const ConnectionInfo &connection)
{
    connections.push_back(connection.id);
    switch (connection.state) {
    case ConnectionState::Closed:
        break;
    case ConnectionState::Reading:
    case ConnectionState::Responding:
    case ConnectionState::WebSocket:
    case ConnectionState::Passing:
        ++busy;
        ++open;
        break;
    case ConnectionState::New:
    case ConnectionState::Idle:
        ++idle;
        ++open;
        break;
    case ConnectionState::Waiting:
    case ConnectionState::Closing:
        ++open;
        break;
    }
    requests += quint64(connection.requests);
    lost += connection.lostRequests.size();
    bytesIn += connection.bytesIn;
    bytesOut += connection.bytesOut;
}

QByteArray groupKey(Grouping grouping, const ConnectionInfo &connection, const ClientProcess *process)
{
    switch (grouping) {
    case Grouping::None:
        return {};
    case Grouping::Process:
        return process ? bytesOf(&process->pid, sizeof process->pid) : QByteArray();
    case Grouping::Peer: {
        const QStringView address = addressOf(connection.peer);
        return bytesOf(address.utf16(), address.size() * qsizetype(sizeof(char16_t)));
    }
    case Grouping::Route:
        return bytesOf(connection.requestLine.constData(), routeSize(connection.requestLine));
    case Grouping::End:
        if (connection.state != ConnectionState::Closed)
            return {};
        if (connection.closeReason.isEmpty())
            return bytesOf(&connection.cause, sizeof connection.cause);
        return bytesOf(&connection.cause, sizeof connection.cause) + connection.closeReason;
    }
    Q_UNREACHABLE();
}

QString groupName(Grouping grouping, const ConnectionInfo &connection, const ClientProcess *process)
{
    switch (grouping) {
    case Grouping::None:
        return {};
    case Grouping::Process:
        return process ? GroupTexts::tr("%1 %2").arg(process->name, QString::number(process->pid))
                       : GroupTexts::tr("unknown process");
    case Grouping::Peer:
        return addressOf(connection.peer).toString();
    case Grouping::Route:
        return connection.requestLine.isEmpty()
            ? GroupTexts::tr("no request yet")
            : QString::fromLatin1(connection.requestLine.first(routeSize(connection.requestLine)));
    case Grouping::End:
        return endName(connection);
    }
    Q_UNREACHABLE();
}

} // namespace Drainboard
