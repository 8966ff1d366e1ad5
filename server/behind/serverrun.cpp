// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "behind/serverrun.h"

#include "child/signalnames.h"
#include "engine/httpengine.h"

namespace Drainboard {

namespace {

std::optional<std::chrono::milliseconds> inMs(const std::optional<ChildEnd::Duration> &time)
{
    return time ? std::optional(std::chrono::round<std::chrono::milliseconds>(*time)) : std::nullopt;
}

EndedServer endedServer(const ChildEnd &end)
{
    EndedServer server;
    if (end.process.signal == 0)
        server.exitCode = end.process.exitCode;
    else
        server.signal = SignalNames::nameOf(end.process.signal);
    server.wasKilled = end.wasKilled;
    server.stoppedListening = inMs(end.timeToStopListening);
    server.exited = inMs(end.timeToExit);
    return server;
}

} // namespace

ServerRun::ServerRun(const ChildServer::Settings &settings, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
{
}

ServerRun::~ServerRun() = default;

// It may be a signal of the last one that leads here, which must not be deleted meanwhile.
void ServerRun::start()
{
    QMetaObject::invokeMethod(this, &ServerRun::startNow, Qt::QueuedConnection);
}

void ServerRun::startNow()
{
    m_child = std::make_unique<ChildServer>(m_settings);
    connect(m_child.get(), &ChildServer::ready, this, &ServerRun::ready);
    connect(m_child.get(), &ChildServer::failed, this, &ServerRun::failed);
    connect(m_child.get(), &ChildServer::stoppedListening, this, &ServerRun::onStoppedListening);
    connect(m_child.get(), &ChildServer::ended, this, &ServerRun::onEnded);
    connect(m_child.get(), &ChildServer::outputLine, this, [this](const QByteArray &line, bool isError) {
        Q_EMIT said(QStringLiteral("server| ") + QString::fromUtf8(line), isError);
    });
    m_child->start();
}

void ServerRun::follow(HttpEngine *engine)
{
    disconnect(m_phases);
    m_engine = engine;
    m_phases = connect(engine, &HttpEngine::phaseChanged, this, [this](ShutdownPhase phase) {
        if (phase == ShutdownPhase::Draining)
            m_child->stop();
        else if (phase == ShutdownPhase::Aborting || phase == ShutdownPhase::Forced)
            m_child->kill();
    });
}

void ServerRun::onStoppedListening()
{
    if (const auto after = inMs(m_child->timeToStopListening()); m_engine && after)
        m_engine->serverStoppedListening(*after);
}

void ServerRun::onEnded(const ChildEnd &end)
{
    if (m_engine)
        m_engine->serverEnded(endedServer(end));
}

} // namespace Drainboard

#include "moc_serverrun.cpp"
