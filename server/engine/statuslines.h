// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "values/shutdownreport.h"

#include <QObject>
#include <QPointer>
#include <QTimer>
#include <QUrl>

#include <chrono>
#include <functional>

namespace Drainboard {

struct TapSettings;

class HttpEngine;

/// Says in lines of text what the engine does: the console prints them, the window's event log shows them, in the
/// user's language. Lives in the engine's thread.
class StatusLines : public QObject
{
    Q_OBJECT

public:
    /// What a line is about, and so where a program on a terminal prints it.
    enum class Kind {
        Event, ///< standard output
        Count, ///< standard output; the line of each second
        Error, ///< standard error
    };
    Q_ENUM(Kind)

    /// \a engine must live as long as this object, or until setEngine().
    explicit StatusLines(HttpEngine *engine, QObject *parent = nullptr);
    /// From now on says what \a engine does. The one before may be gone already.
    void setEngine(HttpEngine *engine);

    /// What is said, behind a tap, once clients are welcome.
    static QString passingOn(const TapSettings &tap);
    /// "0 connections currently open", "1 connection currently open"
    static QString openConnections(qsizetype count);
    /// What is said when Leaving begins, which goes on for \a delay.
    static QString leavingBegun(std::chrono::milliseconds delay);
    /// What is said when Draining begins. \a trigger as in ShutdownReport; a signal by its name: "SIGTERM".
    static QString shutdownBegun(const QString &trigger);
    /// What is said at the end, which is \a phase: Closed or Forced.
    static QString shutdownEnded(ShutdownPhase phase);

Q_SIGNALS:
    /// A \a line without its end, which is English whatever is installed to translate texts. \a text is the same in the
    /// user's language.
    void said(Drainboard::StatusLines::Kind kind, const QString &line, const QString &text);

private:
    static QString running(const QUrl &url);
    static QString descriptorsGone();
    void say(Kind kind, const std::function<QString()> &line);
    void sayCount();

    QPointer<HttpEngine> m_engine;
    QTimer m_everySecond;
};

} // namespace Drainboard
