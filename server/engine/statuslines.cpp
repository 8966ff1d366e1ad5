// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "engine/statuslines.h"

#include "engine/httpengine.h"

#include <QUrl>

namespace Drainboard {

using namespace std::chrono_literals;

StatusLines::StatusLines(HttpEngine *engine, QObject *parent)
    : QObject(parent)
    , m_engine(engine)
{
    connect(engine, &HttpEngine::listeningChanged, this, [this](bool listening) {
        if (!listening)
            return;
        Q_EMIT said(Kind::Event, QStringLiteral("Running… %1").arg(m_engine->url().toString()));
        m_everySecond.start(1s);
    });
    connect(engine, &HttpEngine::phaseChanged, this, [this](ShutdownPhase phase) {
        if (phase == ShutdownPhase::Draining)
            Q_EMIT said(Kind::Event, shutdownBegun(m_engine->report().trigger));
    });
    connect(engine, &HttpEngine::acceptingPaused, this,
            [this] { Q_EMIT said(Kind::Error, QStringLiteral("No descriptor left: new connections wait")); });
    connect(engine, &HttpEngine::shutdownFinished, this, [this](const ShutdownReport &report) {
        m_everySecond.stop();
        const Kind kind = report.phase == ShutdownPhase::Forced ? Kind::Error : Kind::Event;
        Q_EMIT said(kind, shutdownEnded(report.phase));
        Q_EMIT said(kind, report.summary());
    });
    connect(&m_everySecond, &QTimer::timeout, this, &StatusLines::sayCount);
}

QString StatusLines::openConnections(qsizetype count)
{
    return count == 1 ? QStringLiteral("1 connection currently open")
                      : QStringLiteral("%1 connections currently open").arg(count);
}

QString StatusLines::shutdownBegun(ShutdownTrigger trigger)
{
    const bool signalled = trigger == ShutdownTrigger::SigTerm || trigger == ShutdownTrigger::SigInt;
    return signalled ? QStringLiteral("Received kill signal, shutting down gracefully")
                     : QStringLiteral("Shutdown requested, shutting down gracefully");
}

QString StatusLines::shutdownEnded(ShutdownPhase phase)
{
    return phase == ShutdownPhase::Forced
        ? QStringLiteral("Could not close connections in time, forcefully shutting down")
        : QStringLiteral("Closed out remaining connections");
}

void StatusLines::sayCount()
{
    Q_EMIT said(Kind::Count, openConnections(m_engine->openConnections()));
}

} // namespace Drainboard
