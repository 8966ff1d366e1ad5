// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "programundertest.h"

#include <QTest>
#include <QUrl>

#include <csignal>

#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace Drainboard {
namespace {

constexpr int longEnough = 30'000; // milliseconds; only a failing test waits as long

QStringList linesOf(const QByteArray &text)
{
    QStringList lines = QString::fromUtf8(text).split(u'\n');
    lines.removeLast(); // what follows the last end of line
    return lines;
}

} // namespace

ProgramUnderTest::ProgramUnderTest(QObject *parent)
    : QProcess(parent)
{
    setProgram(QStringLiteral(DRAINBOARD_PROGRAM));
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char *name : { "DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM" })
        environment.remove(QString::fromLatin1(name));
    setProcessEnvironment(environment);
    connect(this, &QProcess::readyReadStandardOutput, this, &ProgramUnderTest::readChannels);
    connect(this, &QProcess::readyReadStandardError, this, &ProgramUnderTest::readChannels);
}

ProgramUnderTest::~ProgramUnderTest()
{
    kill();
    waitForFinished();
}

void ProgramUnderTest::setVariable(const char *name, const QString &value)
{
    QProcessEnvironment environment = processEnvironment();
    environment.insert(QString::fromLatin1(name), value);
    setProcessEnvironment(environment);
}

void ProgramUnderTest::setOutput(int descriptor)
{
    m_output = descriptor;
}

void ProgramUnderTest::setDescriptorLimit(int count)
{
    m_descriptorLimit = count;
}

void ProgramUnderTest::setNoThreads()
{
    m_noThreads = true;
}

void ProgramUnderTest::setError(int descriptor)
{
    m_error = descriptor;
}

void ProgramUnderTest::startWith(const QStringList &options)
{
    setArguments(QStringList { QStringLiteral("--port"), QStringLiteral("0") } + options);
    setChildProcessModifier(
        [output = m_output, error = m_error, descriptorLimit = m_descriptorLimit, noThreads = m_noThreads] {
            ::prctl(PR_SET_PDEATHSIG, SIGKILL);
            if (output >= 0)
                ::dup2(output, STDOUT_FILENO);
            if (error >= 0)
                ::dup2(error, STDERR_FILENO);
            if (descriptorLimit > 0) {
                rlimit limit {};
                ::getrlimit(RLIMIT_NOFILE, &limit);
                limit.rlim_cur = rlim_t(descriptorLimit);
                ::setrlimit(RLIMIT_NOFILE, &limit);
            }
            if (noThreads) {
                rlimit limit {};
                ::getrlimit(RLIMIT_STACK, &limit);
                limit.rlim_cur = rlim_t(1) << 50; // glibc takes it for the stack of each thread
                ::setrlimit(RLIMIT_STACK, &limit);
            }
        });
    start();
}

bool ProgramUnderTest::serveHeadless(const QStringList &options)
{
    startWith(QStringList { QStringLiteral("--headless") } + options);
    return waitUntilServing();
}

bool ProgramUnderTest::waitUntilServing()
{
    return QTest::qWaitFor(
        [this] {
            for (const QString &line : outputLines()) {
                if (line.startsWith(QStringLiteral("Running… ")))
                    m_port = static_cast<quint16>(QUrl(line.section(u' ', 1)).port(0));
            }
            return m_port != 0;
        },
        longEnough);
}

void ProgramUnderTest::raise(int signalNumber) const
{
    if (processId() > 0)
        ::kill(static_cast<pid_t>(processId()), signalNumber);
}

bool ProgramUnderTest::freezeMainThread() const
{
    // As a debugger does it: a stop by a signal would be the whole process's.
    const auto thread = static_cast<pid_t>(processId());
    siginfo_t stopped {};
    return ::ptrace(PTRACE_SEIZE, thread, nullptr, nullptr) == 0
        && ::ptrace(PTRACE_INTERRUPT, thread, nullptr, nullptr) == 0
        && ::waitid(P_PID, static_cast<id_t>(thread), &stopped, WSTOPPED) == 0;
}

bool ProgramUnderTest::waitForExit()
{
    const bool gone = QTest::qWaitFor([this] { return state() == NotRunning; }, longEnough);
    return gone && error() != FailedToStart && exitStatus() == NormalExit;
}

QStringList ProgramUnderTest::outputLines()
{
    readChannels();
    return linesOf(m_said);
}

QStringList ProgramUnderTest::errorLines()
{
    readChannels();
    return linesOf(m_complained);
}

QString ProgramUnderTest::everythingSaid()
{
    readChannels();
    return QString::fromUtf8(m_said + m_complained);
}

void ProgramUnderTest::readChannels()
{
    m_said += readAllStandardOutput();
    m_complained += readAllStandardError();
}

} // namespace Drainboard
