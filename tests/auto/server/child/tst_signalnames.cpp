// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "child/signalnames.h"

#include <QTest>

#include <csignal>

using namespace Drainboard;

class tst_SignalNames : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void number_data();
    void number();
    void name_data();
    void name();
};

void tst_SignalNames::number_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("number"); // 0: there is no such signal
    QTest::newRow("its name") << QStringLiteral("SIGTERM") << SIGTERM;
    QTest::newRow("without SIG") << QStringLiteral("QUIT") << SIGQUIT;
    QTest::newRow("in small letters") << QStringLiteral("sigint") << SIGINT;
    QTest::newRow("in small letters, without sig") << QStringLiteral("usr2") << SIGUSR2;
    QTest::newRow("its number") << QStringLiteral("15") << 15;
    QTest::newRow("a real-time signal") << QStringLiteral("40") << 40;
    QTest::newRow("nothing") << QString() << 0;
    QTest::newRow("SIG alone") << QStringLiteral("SIG") << 0;
    QTest::newRow("no such name") << QStringLiteral("SIGSTOPPED") << 0;
    QTest::newRow("SIG twice") << QStringLiteral("SIGSIGTERM") << 0;
    QTest::newRow("zero") << QStringLiteral("0") << 0;
    QTest::newRow("negative") << QStringLiteral("-15") << 0;
    QTest::newRow("too large") << QStringLiteral("65") << 0;
    QTest::newRow("far too large") << QStringLiteral("99999999999") << 0;
    QTest::newRow("a number with SIG") << QStringLiteral("SIG15") << 0;
    QTest::newRow("spaces") << QStringLiteral("SIG TERM") << 0;
}

void tst_SignalNames::number()
{
    QFETCH(QString, text);
    QFETCH(int, number);
    QCOMPARE(SignalNames::numberOf(text).value_or(0), number);
}

void tst_SignalNames::name_data()
{
    QTest::addColumn<int>("number");
    QTest::addColumn<QString>("name");
    QTest::newRow("a usual one") << SIGKILL << QStringLiteral("SIGKILL");
    QTest::newRow("a real-time signal") << 40 << QStringLiteral("signal 40");
    QTest::newRow("zero") << 0 << QStringLiteral("signal 0");
    QTest::newRow("negative") << -1 << QStringLiteral("signal -1");
    QTest::newRow("too large") << 1000 << QStringLiteral("signal 1000");
}

void tst_SignalNames::name()
{
    QFETCH(int, number);
    QFETCH(QString, name);
    QCOMPARE(SignalNames::nameOf(number), name);
}

QTEST_GUILESS_MAIN(tst_SignalNames)
#include "tst_signalnames.moc"
