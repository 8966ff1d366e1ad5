// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

// A TCP client for tests that tells a FIN from a RST, half-closes, and does not read unless asked to. Never
// blocks: poll it with QTRY_…. For any one thread.

#include <QByteArray>

class RawClient
{
    Q_DISABLE_COPY(RawClient)

public:
    enum class End { None, Fin, Reset };

    RawClient() = default;
    /// Connects to 127.0.0.1:\a port; isConnected() is false where that failed.
    explicit RawClient(quint16 port, int receiveBuffer = 0);
    RawClient(RawClient &&other) noexcept;
    RawClient &operator=(RawClient &&other) noexcept;
    ~RawClient();

    bool isConnected() const { return m_descriptor >= 0; }
    /// Of its own end, as the server sees it.
    quint16 port() const;
    /// All of \a bytes; false if they were not taken.
    bool send(const QByteArray &bytes);
    void sendFin();
    void close();
    /// Closes with a RST.
    void reset();

    /// All that has been received up to now.
    const QByteArray &received();
    /// Frees what has been received.
    void forget() { m_received = QByteArray(); }
    /// How the other side has ended the connection, once all before that has been received.
    End end();
    /// The number of whole responses (with Content-Length) received up to now.
    int responses();

private:
    void receive();

    int m_descriptor = -1;
    QByteArray m_received;
    End m_end = End::None;
};

/// A GET of \a target, to be kept alive.
QByteArray get(const QByteArray &target);
