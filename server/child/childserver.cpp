// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "child/childserver.h"

#include <QFile>

#include <cerrno>
#include <cstring>
#include <utility>

namespace Drainboard {

namespace {

using namespace std::chrono_literals;

constexpr auto readyLookEvery = 25ms;
constexpr auto stopLookEvery = 10ms;
constexpr auto killedAtMost = 10s; // then what is still there stays
constexpr qsizetype longestName = 60;

QString addressText(const QHostAddress &host, quint16 port)
{
    const bool isSix = host.protocol() == QAbstractSocket::IPv6Protocol;
    return (isSix ? QStringLiteral("[%1]:%2") : QStringLiteral("%1:%2")).arg(host.toString()).arg(port);
}

QString errorText(int error)
{
    return QString::fromLocal8Bit(std::strerror(error));
}

QString whyRefused(const QString &program, int error)
{
    const bool isPath = program.contains(u'/');
    if (error == ENOENT && isPath && QFile::exists(program))
        return QStringLiteral("%1: the interpreter that its first line names was not found").arg(program);
    if (error == ENOENT)
        return isPath ? QStringLiteral("%1: no such file").arg(program)
                      : QStringLiteral("%1: command not found").arg(program);
    if (error == EACCES)
        return QStringLiteral("%1: not executable").arg(program);
    return QStringLiteral("%1: cannot be started: %2").arg(program, errorText(error));
}

} // namespace

ChildServer::ChildServer(const Settings &settings, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
{
    connect(&m_output, &OutputPipe::line, this, [this](const QByteArray &line) { Q_EMIT outputLine(line, false); });
    connect(&m_errors, &OutputPipe::line, this, [this](const QByteArray &line) { Q_EMIT outputLine(line, true); });
    connect(&m_warden, &WardenProcess::started, this, &ChildServer::onStarted);
    connect(&m_warden, &WardenProcess::refused, this, &ChildServer::onRefused);
    connect(&m_warden, &WardenProcess::commandEnded, this, &ChildServer::onCommandEnded);
    connect(&m_warden, &WardenProcess::gone, this, &ChildServer::onGone);
    connect(&m_warden, &WardenProcess::lost, this, &ChildServer::onLost);
    connect(&m_readyLook, &QTimer::timeout, this, &ChildServer::lookWhetherReady);
    connect(&m_readyDeadline, &QTimer::timeout, this, &ChildServer::giveUpWaiting);
    connect(&m_stopLook, &QTimer::timeout, this, &ChildServer::lookWhetherStopped);
    connect(&m_leftovers, &QTimer::timeout, this, &ChildServer::killLeftovers);
    connect(&m_survivors, &QTimer::timeout, this, [this] {
        m_end.isStillThere = true;
        finish();
    });
    for (QTimer *once : { &m_readyDeadline, &m_leftovers, &m_survivors })
        once->setSingleShot(true);
    m_readyLook.setInterval(readyLookEvery);
    m_readyDeadline.setInterval(m_settings.readyTimeout);
    m_stopLook.setInterval(stopLookEvery);
    m_stopLook.setTimerType(Qt::PreciseTimer);
    m_leftovers.setInterval(m_settings.leftoversAtMost);
    m_survivors.setInterval(killedAtMost);
}

ChildServer::~ChildServer() = default;

void ChildServer::start()
{
    if (m_state != State::NotStarted)
        return;
    m_state = State::Starting;
    if (m_settings.command.isEmpty() || m_settings.command.first().isEmpty()) {
        fail(QStringLiteral("No command is given"));
        return;
    }
    if (isListening()) { // else it would seem to be ready at once
        fail(QStringLiteral("%1 is in use already: another program listens there")
                 .arg(addressText(m_settings.host, m_settings.port)));
        return;
    }
    WardenProcess::Command command { .warden = m_settings.warden,
                                     .command = m_settings.command,
                                     .descriptorLimit = m_settings.descriptorLimit,
                                     .output = m_output.open(),
                                     .errors = m_errors.open() };
    if (!command.output.isValid() || !command.errors.isValid() || !m_warden.start(std::move(command)))
        fail(QStringLiteral("No process can be started: %1").arg(errorText(errno)));
}

void ChildServer::stop()
{
    if (m_state == State::NotStarted || m_state == State::Over || std::exchange(m_wasTold, true))
        return;
    m_state = State::Stopping;
    m_end.wasAsked = true;
    m_readyLook.stop();
    m_readyDeadline.stop();
    m_stoppedAt = Clock::now();
    m_warden.sendSignal(m_settings.stopSignal);
    if (m_wasReady)
        m_stopLook.start();
}

void ChildServer::kill()
{
    if (m_state == State::NotStarted || m_state == State::Over)
        return;
    m_state = State::Stopping;
    m_end.wasAsked = true;
    m_readyLook.stop();
    m_readyDeadline.stop();
    m_end.leftOthers = m_isCommandOver && !m_end.hasForked;
    killAll();
}

/// From the event loop, so that nobody hears of it before start() has returned.
void ChildServer::fail(const QString &why)
{
    m_failure = why;
    QMetaObject::invokeMethod(this, &ChildServer::finish, Qt::QueuedConnection);
}

void ChildServer::onStarted(qint64 pid)
{
    m_pid = pid;
    if (m_state == State::Starting) {
        m_readyLook.start();
        m_readyDeadline.start();
    }
    Q_EMIT started(pid);
}

void ChildServer::onRefused(int error)
{
    m_failure = whyRefused(m_settings.command.first(), error);
    finish();
}

void ChildServer::onCommandEnded(ProcessEnd end)
{
    lookWhetherStopped(); // what has ended listens no more, unless others have its socket
    m_isCommandOver = true;
    m_end.process = end;
    if (m_wasTold)
        m_end.timeToExit = sinceStop();
    if (m_isKilling)
        return;
    if (m_state == State::Starting && end.isSuccess())
        return; // perhaps it has left a daemon, which will listen
    if (m_state == State::Running && end.isSuccess() && isListening()) {
        m_end.hasForked = true;
        return;
    }
    // Without its main process it is at its end, as it would be in a container.
    m_readyLook.stop();
    m_readyDeadline.stop();
    if (m_state == State::Starting)
        m_failure = QStringLiteral("%1: ended before it listened: %2").arg(name(), end.toString());
    m_leftovers.start();
}

void ChildServer::onGone(ProcessEnd last)
{
    if (m_end.hasForked) {
        sayStoppedListening();
        m_end.process = last;
        if (m_wasTold)
            m_end.timeToExit = sinceStop();
    } else if (m_isKilling && m_end.process.signal != SIGKILL && last.signal == SIGKILL) {
        m_end.leftOthers = true; // it ended just before
    }
    if (m_failure.isEmpty())
        m_failure = QStringLiteral("%1: ended before it listened: %2").arg(name(), last.toString());
    finish();
}

void ChildServer::onLost()
{
    m_failure = m_pid < 0
        ? QStringLiteral("%1: the process that is to watch over it does not work").arg(name())
        : QStringLiteral("%1: the process that watches over it was killed, and so was it").arg(name());
    m_end.process = { .signal = SIGKILL };
    finish();
}

void ChildServer::lookWhetherReady()
{
    if (!isListening())
        return;
    m_readyLook.stop();
    m_readyDeadline.stop();
    m_state = State::Running;
    m_wasReady = true;
    m_end.hasForked = m_isCommandOver;
    Q_EMIT ready();
}

void ChildServer::giveUpWaiting()
{
    m_readyLook.stop();
    m_failure = QStringLiteral("%1: does not listen on %2 after %3 s")
                    .arg(name(), addressText(m_settings.host, m_settings.port))
                    .arg(std::chrono::duration<double>(m_settings.readyTimeout).count());
    const auto others = m_listeners.at(m_settings.port);
    if (others && !others->isEmpty())
        m_failure += QStringLiteral(", but on %1").arg(addressText(others->first(), m_settings.port));
    killAll();
}

void ChildServer::lookWhetherStopped()
{
    if (m_wasReady && m_wasTold && !isListening())
        sayStoppedListening();
}

void ChildServer::sayStoppedListening()
{
    m_stopLook.stop();
    if (!m_wasReady || !m_wasTold || m_end.timeToStopListening)
        return;
    m_end.timeToStopListening = sinceStop();
    Q_EMIT stoppedListening();
}

void ChildServer::killLeftovers()
{
    m_end.leftOthers = true;
    killAll();
}

void ChildServer::killAll()
{
    if (std::exchange(m_isKilling, true))
        return;
    m_warden.kill();
    m_survivors.start();
}

void ChildServer::finish()
{
    if (m_state == State::Over)
        return;
    for (QTimer *timer : { &m_readyLook, &m_readyDeadline, &m_leftovers, &m_survivors })
        timer->stop();
    m_output.finish();
    m_errors.finish();
    sayStoppedListening();
    m_end.wasKilled = m_isKilling && !m_end.leftOthers && m_end.process.signal == SIGKILL;
    m_state = State::Over;
    if (m_pid >= 0 && (m_wasReady || m_end.wasAsked))
        Q_EMIT ended(m_end);
    else
        Q_EMIT failed(m_failure);
}

/// Of the command, for a sentence.
QString ChildServer::name() const
{
    const QString name = m_settings.command.join(u' ').simplified();
    return name.size() <= longestName ? name : name.left(longestName - 1) + u'…';
}

} // namespace Drainboard

#include "moc_childserver.cpp"
