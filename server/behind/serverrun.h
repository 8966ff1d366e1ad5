// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "child/childserver.h"

#include <QObject>
#include <QPointer>

#include <memory>

namespace Drainboard {

class HttpEngine;

/// The server behind the tap that a command starts: one process tree for each run of the engine. Stops it when the
/// engine's shutdown begins, and tells the engine how it ended. Lives in the thread of the engine, which must be one
/// that lasts as long as this.
class ServerRun : public QObject
{
    Q_OBJECT

public:
    explicit ServerRun(const ChildServer::Settings &settings, QObject *parent = nullptr);
    ~ServerRun() override;

    /// Starts it, anew where it has ended. What it leads to is told by signals.
    void start();
    /// From now on the server is that of \a engine, which listens.
    void follow(HttpEngine *engine);

Q_SIGNALS:
    /// It accepts connections.
    void ready();
    /// It could not be started. A sentence without a full stop.
    void failed(const QString &why);
    /// A line that it has printed, marked as its own.
    void said(const QString &line, bool isError);

private:
    void startNow();
    void onStoppedListening();
    void onEnded(const ChildEnd &end);

    const ChildServer::Settings m_settings;
    std::unique_ptr<ChildServer> m_child;
    QMetaObject::Connection m_phases;
    QPointer<HttpEngine> m_engine;
};

} // namespace Drainboard
