// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "values/vocabulary.h"

#include <QMetaEnum>

namespace Drainboard {

QString toText(ConnectionState state)
{
    return QString::fromLatin1(QMetaEnum::fromType<ConnectionState>().valueToKey(int(state)));
}

QString toText(CloseCause cause)
{
    switch (cause) {
    case CloseCause::None:
        break;
    case CloseCause::ByClient:
        return QStringLiteral("by the client");
    case CloseCause::Disconnected:
        return QStringLiteral("disconnected");
    case CloseCause::Aborted:
        return QStringLiteral("aborted");
    case CloseCause::TimedOut:
        return QStringLiteral("timed out");
    case CloseCause::Rejected:
        return QStringLiteral("rejected");
    case CloseCause::ByServer:
        return QStringLiteral("by the server");
    case CloseCause::RefusedByServer:
        return QStringLiteral("refused by the server");
    }
    return {};
}

QString toText(LossReason reason)
{
    switch (reason) {
    case LossReason::ClientLeft:
        return QStringLiteral("the client left");
    case LossReason::Disconnected:
        return QStringLiteral("the connection was closed");
    case LossReason::Aborted:
        return QStringLiteral("the connection was aborted");
    case LossReason::CameAfterFin:
        return QStringLiteral("came after our FIN");
    case LossReason::CameInPartAfterFin:
        return QStringLiteral("came after our FIN, in part");
    case LossReason::LeftOpen:
        return QStringLiteral("the connection was left open");
    case LossReason::ClosedByServer:
        return QStringLiteral("the server closed without an answer");
    case LossReason::ResetByServer:
        return QStringLiteral("the server reset the connection");
    case LossReason::CutByServer:
        return QStringLiteral("the server cut its response");
    }
    return {};
}

QString toText(RequestOutcome outcome)
{
    switch (outcome) {
    case RequestOutcome::Answered:
        return QStringLiteral("answered");
    case RequestOutcome::Refused:
        return QStringLiteral("refused");
    case RequestOutcome::Lost:
        return QStringLiteral("lost");
    }
    return {};
}

QString toText(Persistence persistence)
{
    switch (persistence) {
    case Persistence::Unknown:
        break;
    case Persistence::KeptByVersion:
        return QStringLiteral("HTTP/1.1");
    case Persistence::KeptByClient:
        return QStringLiteral("the client asked for it");
    case Persistence::ClosedByVersion:
        return QStringLiteral("HTTP/1.0");
    case Persistence::ClosedByClient:
        return QStringLiteral("the client said close");
    case Persistence::ClosedByHandler:
        return QStringLiteral("the handler said close");
    case Persistence::ClosedByLength:
        return QStringLiteral("the response has no length");
    case Persistence::ClosedByServer:
        return QStringLiteral("the server said close");
    case Persistence::ClosedByRefusal:
        return QStringLiteral("the request was refused");
    }
    return {};
}

QString toText(PassedProtocol protocol)
{
    switch (protocol) {
    case PassedProtocol::Http:
        return QStringLiteral("HTTP/1");
    case PassedProtocol::Http2:
        return QStringLiteral("HTTP/2");
    case PassedProtocol::Tls:
        return QStringLiteral("TLS");
    case PassedProtocol::WebSocket:
        return QStringLiteral("WebSocket");
    case PassedProtocol::Tunnel:
        return QStringLiteral("tunnel");
    case PassedProtocol::Other:
        return QStringLiteral("another protocol");
    case PassedProtocol::Unknown:
        return QStringLiteral("not HTTP");
    }
    return {};
}

QString toText(EventLoop eventLoop)
{
    return eventLoop == EventLoop::Epoll ? QStringLiteral("epoll") : QStringLiteral("qt");
}

std::optional<EventLoop> eventLoopFromString(QStringView text)
{
    for (const auto eventLoop : { EventLoop::Epoll, EventLoop::Qt }) {
        if (text == toText(eventLoop))
            return eventLoop;
    }
    return std::nullopt;
}

QString toText(ShutdownPolicy policy)
{
    switch (policy) {
    case ShutdownPolicy::Drain:
        return QStringLiteral("drain");
    case ShutdownPolicy::DisconnectAll:
        return QStringLiteral("disconnect-all");
    case ShutdownPolicy::StopListening:
        return QStringLiteral("stop-listening");
    }
    return {};
}

std::optional<ShutdownPolicy> shutdownPolicyFromString(QStringView text)
{
    for (const auto policy : { ShutdownPolicy::Drain, ShutdownPolicy::DisconnectAll, ShutdownPolicy::StopListening }) {
        if (text == toText(policy))
            return policy;
    }
    return std::nullopt;
}

QString toText(ShutdownPhase phase)
{
    return QString::fromLatin1(QMetaEnum::fromType<ShutdownPhase>().valueToKey(int(phase)));
}

QString defaultTrigger()
{
    return QStringLiteral("api");
}

} // namespace Drainboard

#include "moc_vocabulary.cpp"
