// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "programundertest.h"

#include <QTest>

#define COMPARE_EXIT(program, code)                                                                                    \
    QVERIFY2((program).waitForExit(), qPrintable((program).everythingSaid()));                                         \
    QVERIFY2((program).exitCode() == (code), qPrintable((program).everythingSaid()))

namespace Drainboard {

/// The program with its window, whose parts are told what to do.
class Driven : public ProgramUnderTest
{
public:
    explicit Driven(const QString &settings)
    {
        setProgram(QStringLiteral(DRAINBOARD_DRIVENPROGRAM));
        setVariable("QT_QPA_PLATFORM", QStringLiteral("offscreen"));
        setVariable("XDG_CONFIG_HOME", settings);
    }

    bool serve(const QStringList &options = {})
    {
        startWith(options);
        return waitUntilServing();
    }
    void tell(const char *command) { write(QByteArray(command) + '\n'); }
    /// The text of a label.
    QString textOf(const char *label)
    {
        const QString begin = QLatin1String(label) + QStringLiteral(": ");
        const qsizetype before = outputLines().filter(begin).size();
        tell(QByteArray("text ") + label);
        if (!QTest::qWaitFor([&] { return outputLines().filter(begin).size() > before; }))
            return {};
        return outputLines().filter(begin).constLast().mid(begin.size());
    }
    /// How often it has begun to serve.
    qsizetype runs() { return outputLines().filter(QStringLiteral("Running… ")).size(); }
    bool hasEnded(int times = 1)
    {
        const auto ends = [&] {
            const QString closedOut = QStringLiteral("Closed out remaining connections");
            const QString notInTime = QStringLiteral("Could not close connections in time, forcefully shutting down");
            return outputLines().filter(closedOut).size() + errorLines().filter(notInTime).size();
        };
        return QTest::qWaitFor([&] { return ends() >= times; }, 10'000);
    }
    bool startAgain()
    {
        const qsizetype before = runs();
        tell("click startAgainButton");
        return QTest::qWaitFor([&] { return runs() > before; }, 10'000) && waitUntilServing();
    }

private:
    void tell(const QByteArray &command) { write(command + '\n'); }
};

} // namespace Drainboard
