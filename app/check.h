// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "behind/serverrun.h"
#include "checkresult.h"
#include "options.h"

#include <QObject>
#include <QTimer>

#include <memory>

namespace Drainboard {

class ConsoleReporter;
class Crowd;
class HttpEngine;

/// `drainboard check`: starts a server behind a tap, keeps clients on it, stops it, and says what that has cost. Lives
/// in the main thread.
class Check : public QObject
{
    Q_OBJECT

public:
    /// Prints to \a console, which outlives this object. \a options have a command and a check.
    Check(const Options &options, ConsoleReporter *console);
    ~Check() override;

    /// Does all of it, and returns the exit code.
    int run();

private:
    void startServer();
    void letClientsCome();
    void stopServer();
    void onServerOver(const ShutdownReport &report);
    void onCrowdOver();
    void noteIfOver();
    void fail(const QString &problem);
    void end();
    void noteRefused(CheckedShutdown &shutdown) const;

    const Options m_options;
    const CheckOptions m_check;
    ConsoleReporter *const m_console;
    CheckResult m_result;
    CheckedShutdown m_shutdown; // that is going on
    std::unique_ptr<HttpEngine> m_engine;
    std::unique_ptr<Crowd> m_crowd;
    std::unique_ptr<ServerRun> m_server;
    QTimer m_warmUp;
    QTimer m_patience; // with clients, once the server is gone
    bool m_isServerOver = false;
    bool m_isCrowdOver = false;
};

} // namespace Drainboard
