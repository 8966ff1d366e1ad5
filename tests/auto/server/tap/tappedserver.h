// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

// A tap, the server behind it, and their clients, for tests. For any one thread, with an event loop.

#include "engine/httpengine.h"
#include "rawpeer.h"

#include <QTest>

#include <utility>

class TappedServer
{
public:
    explicit TappedServer(std::chrono::milliseconds latency = std::chrono::milliseconds(0), const QString &command = {})
        : engine(settings(server.port(), latency, command))
        , isListening(engine.listen())
    {
    }

    static Drainboard::EngineSettings settings(quint16 port, std::chrono::milliseconds latency = {},
                                               const QString &command = {})
    {
        Drainboard::EngineSettings settings;
        settings.port = 0;
        settings.tap = { .port = port, .latency = latency, .command = command };
        return settings;
    }

    /// A client, and the end that the server has of its connection.
    std::pair<RawPeer, RawPeer> connect()
    {
        RawPeer client = RawPeer::connectedTo(engine.serverPort());
        RawPeer served = server.accept();
        return { std::move(client), std::move(served) };
    }
    /// What is known of the last connection.
    Drainboard::ConnectionInfo last() const
    {
        const Drainboard::Snapshot snapshot = engine.snapshot();
        return snapshot.connections.isEmpty() ? Drainboard::ConnectionInfo() : *snapshot.connections.constLast();
    }
    bool isClosed() const { return last().state == Drainboard::ConnectionState::Closed; }

    RawServer server;
    Drainboard::HttpEngine engine;
    const bool isListening;
};
