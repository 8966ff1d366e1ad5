// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "engine/statuslines.h"

#include "engine/httpengine.h"
#include "values/plaintexts.h"

#include <QLocale>

namespace Drainboard {

using namespace std::chrono_literals;

StatusLines::StatusLines(HttpEngine *engine, QObject *parent)
    : QObject(parent)
{
    connect(&m_everySecond, &QTimer::timeout, this, &StatusLines::sayCount);
    setEngine(engine);
}

void StatusLines::setEngine(HttpEngine *engine)
{
    if (m_engine)
        m_engine->disconnect(this);
    m_engine = engine;
    m_everySecond.stop();
    connect(engine, &HttpEngine::listeningChanged, this, [this](bool listening) {
        if (!listening)
            return;
        say(Kind::Event, [this] { return running(m_engine->url()); });
        if (const std::optional<TapSettings> &tap = m_engine->settings().tap)
            say(Kind::Event, [&tap] { return passingOn(*tap); });
        m_everySecond.start(1s);
    });
    connect(engine, &HttpEngine::phaseChanged, this, [this](ShutdownPhase phase) {
        if (phase == ShutdownPhase::Leaving)
            say(Kind::Event, [this] { return leavingBegun(m_engine->settings().shutdownDelay); });
        else if (phase == ShutdownPhase::Draining)
            say(Kind::Event, [this] { return shutdownBegun(m_engine->report().trigger); });
    });
    connect(engine, &HttpEngine::acceptingPaused, this, [this] { say(Kind::Error, &StatusLines::descriptorsGone); });
    connect(engine, &HttpEngine::shutdownFinished, this, [this](const ShutdownReport &report) {
        m_everySecond.stop();
        const Kind kind = report.phase == ShutdownPhase::Forced ? Kind::Error : Kind::Event;
        say(kind, [&report] { return shutdownEnded(report.phase); });
        say(kind, [&report] { return report.summary(); });
    });
}

QString StatusLines::passingOn(const TapSettings &tap)
{
    const QString server = tap.address();
    return tap.latency > 0ms ? tr("Passing connections on to %1, %2 ms away").arg(server).arg(tap.latency.count())
                             : tr("Passing connections on to %1").arg(server);
}

void StatusLines::say(Kind kind, const std::function<QString()> &line)
{
    const auto plain = [&line] {
        const PlainTexts wanted;
        return line();
    };
    Q_EMIT said(kind, plain(), line());
}

QString StatusLines::running(const QUrl &url)
{
    return tr("Running… %1").arg(url.toString());
}

QString StatusLines::descriptorsGone()
{
    return tr("No descriptor left: new connections wait");
}

QString StatusLines::openConnections(qsizetype count)
{
    return count == 1 ? tr("1 connection currently open") : tr("%1 connections currently open").arg(count);
}

QString StatusLines::leavingBegun(std::chrono::milliseconds delay)
{
    const QString time = delay < 1s
        ? tr("%1 ms").arg(delay.count())
        : tr("%1 s").arg(QString::number(double(delay.count()) / 1000, 'f', QLocale::FloatingPointShortest));
    return tr("Leaving: serving on for %1, then shutting down").arg(time);
}

QString StatusLines::shutdownBegun(const QString &trigger)
{
    const bool isSignal = trigger.startsWith(QLatin1String("SIG"));
    return isSignal ? tr("Received kill signal, shutting down gracefully")
                    : tr("Shutdown requested, shutting down gracefully");
}

QString StatusLines::shutdownEnded(ShutdownPhase phase)
{
    return phase == ShutdownPhase::Forced ? tr("Could not close connections in time, forcefully shutting down")
                                          : tr("Closed out remaining connections");
}

void StatusLines::sayCount()
{
    if (m_engine)
        say(Kind::Count, [open = m_engine->openConnections()] { return openConnections(open); });
}

} // namespace Drainboard

#include "moc_statuslines.cpp"
