// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "look/vocabularytext.h"

namespace Drainboard {

QString VocabularyText::of(ConnectionState state)
{
    switch (state) {
    case ConnectionState::Waiting:
        return tr("Waiting");
    case ConnectionState::New:
        return tr("New");
    case ConnectionState::Reading:
        return tr("Reading");
    case ConnectionState::Responding:
        return tr("Responding");
    case ConnectionState::Idle:
        return tr("Idle");
    case ConnectionState::WebSocket:
        return tr("WebSocket");
    case ConnectionState::Passing:
        return tr("Passing");
    case ConnectionState::Closing:
        return tr("Closing");
    case ConnectionState::Closed:
        return tr("Closed");
    }
    return {};
}

QString VocabularyText::of(CloseCause cause)
{
    switch (cause) {
    case CloseCause::None:
        break;
    case CloseCause::ByClient:
        return tr("by the client");
    case CloseCause::Disconnected:
        return tr("disconnected");
    case CloseCause::Aborted:
        return tr("aborted");
    case CloseCause::TimedOut:
        return tr("timed out");
    case CloseCause::Rejected:
        return tr("rejected");
    case CloseCause::ByServer:
        return tr("by the server");
    case CloseCause::RefusedByServer:
        return tr("refused by the server");
    }
    return {};
}

QString VocabularyText::of(Persistence persistence)
{
    switch (persistence) {
    case Persistence::Unknown:
        break;
    case Persistence::KeptByVersion:
        return tr("HTTP/1.1");
    case Persistence::KeptByClient:
        return tr("the client asked for it");
    case Persistence::ClosedByVersion:
        return tr("HTTP/1.0");
    case Persistence::ClosedByClient:
        return tr("the client said close");
    case Persistence::ClosedByHandler:
        return tr("the handler said close");
    case Persistence::ClosedByLength:
        return tr("the response has no length");
    case Persistence::ClosedByServer:
        return tr("the server said close");
    case Persistence::ClosedByRefusal:
        return tr("the request was refused");
    }
    return {};
}

QString VocabularyText::of(PassedProtocol protocol)
{
    switch (protocol) {
    case PassedProtocol::Http:
        return tr("HTTP/1");
    case PassedProtocol::Http2:
        return tr("HTTP/2");
    case PassedProtocol::Tls:
        return tr("TLS");
    case PassedProtocol::WebSocket:
        return tr("WebSocket");
    case PassedProtocol::Tunnel:
        return tr("A tunnel");
    case PassedProtocol::Other:
        return tr("Another protocol");
    case PassedProtocol::Unknown:
        return tr("No HTTP");
    }
    return {};
}

QString VocabularyText::of(ShutdownPhase phase)
{
    switch (phase) {
    case ShutdownPhase::Running:
        return tr("Running");
    case ShutdownPhase::Leaving:
        return tr("Leaving");
    case ShutdownPhase::Draining:
        return tr("Draining");
    case ShutdownPhase::Aborting:
        return tr("Aborting");
    case ShutdownPhase::Closed:
        return tr("Closed");
    case ShutdownPhase::Forced:
        return tr("Forced");
    }
    return {};
}

QString VocabularyText::of(LossReason reason)
{
    switch (reason) {
    case LossReason::ClientLeft:
        return tr("the client left");
    case LossReason::Disconnected:
        return tr("the connection was closed");
    case LossReason::Aborted:
        return tr("the connection was aborted");
    case LossReason::CameAfterFin:
        return tr("came after our FIN");
    case LossReason::CameInPartAfterFin:
        return tr("came after our FIN, in part");
    case LossReason::LeftOpen:
        return tr("the connection was left open");
    case LossReason::ClosedByServer:
        return tr("the server closed without an answer");
    case LossReason::ResetByServer:
        return tr("the server reset the connection");
    case LossReason::CutByServer:
        return tr("the server cut its response");
    }
    return {};
}

QString VocabularyText::ofReason(const QByteArray &reason)
{
    // All that the server says but for statuses, so that they are translated.
    [[maybe_unused]] static constexpr const char *known[] = {
        QT_TRANSLATE_NOOP("Drainboard::VocabularyText", "No request came"),
        QT_TRANSLATE_NOOP("Drainboard::VocabularyText", "Idle for too long"),
        QT_TRANSLATE_NOOP("Drainboard::VocabularyText", "The client did not read"),
        QT_TRANSLATE_NOOP("Drainboard::VocabularyText", "Made room for another connection"),
        QT_TRANSLATE_NOOP("Drainboard::VocabularyText", "HTTPS was spoken to an HTTP port"),
        QT_TRANSLATE_NOOP("Drainboard::VocabularyText", "Too much buffered"),
    };
    return tr(reason.constData());
}

} // namespace Drainboard
