// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "programundertest.h"

#include <QProcess>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

#include <sys/prctl.h>

using namespace Drainboard;

// The program on a real X server: not one that Qt makes up.
class TestRealWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aWindowAppearsAndASignalEndsIt();
    void aDialogSaysThatThePortIsTaken();
    void whenTheDisplayIsGoneItRunsHeadless();

private:
    void useDisplay(ProgramUnderTest &program) const;
    /// What xdotool prints; nothing where it finds no window.
    QByteArray xdotool(const QStringList &arguments) const;
    QByteArray visibleWindows() const
    {
        return xdotool({ QStringLiteral("search"), QStringLiteral("--onlyvisible"), QStringLiteral("--name"),
                         QStringLiteral("Drainboard") });
    }

    QTemporaryDir m_settings;
    QProcess m_server;
    QString m_display;
};

void TestRealWindow::initTestCase()
{
    QVERIFY(m_settings.isValid());
    m_server.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
    // -noreset: when its last client goes, it would begin anew, and turn away who comes meanwhile.
    m_server.start(QStringLiteral("Xvfb"),
                   { QStringLiteral("-displayfd"), QStringLiteral("1"), QStringLiteral("-screen"), QStringLiteral("0"),
                     QStringLiteral("1280x800x24"), QStringLiteral("-noreset"), QStringLiteral("-nolisten"),
                     QStringLiteral("tcp") });
    QByteArray number;
    QTRY_VERIFY2_WITH_TIMEOUT((number += m_server.readAllStandardOutput()).endsWith('\n'),
                              qPrintable(m_server.errorString()), 30'000);
    m_display = u':' + QString::fromLatin1(number.trimmed());
}

void TestRealWindow::useDisplay(ProgramUnderTest &program) const
{
    program.setVariable("DISPLAY", m_display);
    program.setVariable("QT_QPA_PLATFORM", QStringLiteral("xcb"));
    program.setVariable("XDG_CONFIG_HOME", m_settings.path());
}

QByteArray TestRealWindow::xdotool(const QStringList &arguments) const
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("DISPLAY"), m_display);
    process.setProcessEnvironment(environment);
    process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
    process.start(QStringLiteral("xdotool"), arguments);
    if (!process.waitForFinished())
        qWarning("xdotool: %s", qPrintable(process.errorString()));
    return process.readAllStandardOutput();
}

void TestRealWindow::aWindowAppearsAndASignalEndsIt()
{
    ProgramUnderTest program;
    useDisplay(program);
    program.startWith({});
    QVERIFY2(program.waitUntilServing(), qPrintable(program.everythingSaid()));
    QTRY_VERIFY(!visibleWindows().isEmpty());
    QTRY_VERIFY(program.outputLines().contains(QStringLiteral("0 connections currently open")));
    QCOMPARE(program.state(), QProcess::Running);
    program.raise(SIGTERM);
    QVERIFY2(program.waitForExit(), qPrintable(program.everythingSaid()));
    QCOMPARE(program.exitCode(), 0);
    QVERIFY(visibleWindows().isEmpty());
}

void TestRealWindow::aDialogSaysThatThePortIsTaken()
{
    QTcpServer taken;
    QVERIFY(taken.listen(QHostAddress::LocalHost));
    const QString port = QString::number(taken.serverPort());
    ProgramUnderTest program;
    useDisplay(program);
    program.startWith({ QStringLiteral("--port"), port });
    QTRY_VERIFY(!program.errorLines().filter(port).isEmpty());
    QTRY_VERIFY(!visibleWindows().isEmpty());
    QCOMPARE(program.state(), QProcess::Running);

    // Keys go to the window below the pointer, where no window manager gives the focus to one.
    const QString dialog = QString::fromLatin1(visibleWindows().split('\n').constFirst());
    xdotool({ QStringLiteral("mousemove"), QStringLiteral("--window"), dialog, QStringLiteral("20"),
              QStringLiteral("20"), QStringLiteral("key"), QStringLiteral("Escape") });
    QVERIFY2(program.waitForExit(), qPrintable(program.everythingSaid()));
    QCOMPARE(program.exitCode(), 1);
}

void TestRealWindow::whenTheDisplayIsGoneItRunsHeadless()
{
    m_server.terminate();
    QVERIFY(m_server.waitForFinished());
    ProgramUnderTest program;
    useDisplay(program);
    program.startWith({});
    QVERIFY2(program.waitUntilServing(), qPrintable(program.everythingSaid()));
    QCOMPARE(program.outputLines().constFirst(), QStringLiteral("No display found: running headless"));
}

QTEST_GUILESS_MAIN(TestRealWindow)
#include "tst_realwindow.moc"
