// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

// A server for tests that does to its clients whatever it is told to, and nothing else. In the thread of the test, by
// its event loop.

#include <QTcpServer>
#include <QTcpSocket>

#include <algorithm>
#include <functional>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

// One connection, as the server sees it.
class RawPeer : public QObject
{
public:
    RawPeer(QTcpSocket *socket, std::function<void(RawPeer &)> onBytes, QObject *parent)
        : QObject(parent)
        , port(socket->peerPort())
        , m_socket(socket)
    {
        socket->setParent(this);
        connect(socket, &QTcpSocket::readyRead, this, [this, onBytes] {
            received += m_socket->readAll();
            ++reads;
            onBytes(*this);
        });
        connect(socket, &QTcpSocket::disconnected, this, [this] { isEnded = true; });
    }

    void send(const QByteArray &bytes)
    {
        m_socket->write(bytes);
        m_socket->flush();
    }
    // What is sent from now on leaves together with the FIN.
    void holdBack()
    {
        const int on = 1;
        ::setsockopt(int(m_socket->socketDescriptor()), IPPROTO_TCP, TCP_CORK, &on, sizeof on);
    }
    qint64 unsent() const { return m_socket->bytesToWrite(); }
    // The other direction stays open.
    void sendFin() { ::shutdown(int(m_socket->socketDescriptor()), SHUT_WR); }
    void reset()
    {
        const linger none { .l_onoff = 1, .l_linger = 0 };
        ::setsockopt(int(m_socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &none, sizeof none);
        m_socket->abort();
    }

    const quint16 port; // the client's
    QByteArray received;
    int reads = 0;
    int answers = 0;
    bool isEnded = false; // the client has closed

private:
    QTcpSocket *const m_socket;
};

class RawServer : public QTcpServer
{
public:
    using Script = std::function<void(RawPeer &)>;

    // \a onConnected and \a onBytes are called for each connection, the latter whenever bytes have come.
    explicit RawServer(Script onBytes, Script onConnected = {})
    {
        connect(this, &QTcpServer::newConnection, this, [this, onBytes, onConnected] {
            while (QTcpSocket *socket = nextPendingConnection()) {
                auto *peer = new RawPeer(socket, onBytes, this);
                peers.append(peer);
                if (onConnected)
                    onConnected(*peer);
            }
        });
        setListenBacklogSize(1000);
        if (!listen(QHostAddress::LocalHost))
            qFatal("cannot listen");
    }

    int ended() const
    {
        return int(std::count_if(peers.begin(), peers.end(), [](const RawPeer *peer) { return peer->isEnded; }));
    }

    QList<RawPeer *> peers;
};

// Answers each request that is whole with \a response.
inline RawServer::Script answering(const QByteArray &response)
{
    return [response](RawPeer &peer) {
        while (true) {
            const qsizetype header = peer.received.indexOf("\r\n\r\n") + 4;
            if (header < 4)
                return;
            const qsizetype field = peer.received.indexOf("Content-Length: ");
            qsizetype size = header;
            if (field >= 0 && field < header)
                size += peer.received.mid(field + 16, peer.received.indexOf("\r\n", field) - field - 16).toInt();
            if (peer.received.size() < size)
                return;
            peer.received.remove(0, size);
            ++peer.answers;
            peer.send(response);
        }
    };
}

// Does what \a script does, and sends a FIN, which leaves together with what that has sent: no request can come
// between.
inline RawServer::Script withFinBehind(const RawServer::Script &script)
{
    return [script](RawPeer &peer) {
        peer.holdBack();
        script(peer);
        peer.sendFin();
    };
}

inline const QByteArray okResponse = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
