// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "rawclient.h"

#include "processes/socketinodes.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <optional>

#include <sys/stat.h>

using namespace Drainboard;

namespace {

quint64 inodeOfDescriptor(qintptr descriptor)
{
    struct stat status
    {
    };
    return ::fstat(int(descriptor), &status) == 0 ? status.st_ino : 0;
}

} // namespace

class tst_SocketInodes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsEachEnd_data();
    void findsEachEnd();
    void findsNothingWhereNothingIs();
    void takesNoListenerForAConnection();
};

void tst_SocketInodes::findsEachEnd_data()
{
    QTest::addColumn<QHostAddress>("listen");
    QTest::addColumn<QHostAddress>("connectTo");
    const QHostAddress ipv4(QHostAddress::LocalHost);
    const QHostAddress ipv6(QHostAddress::LocalHostIPv6);
    QTest::newRow("IPv4") << ipv4 << ipv4;
    QTest::newRow("IPv6") << ipv6 << ipv6;
    QTest::newRow("IPv4, to a server on both protocols") << QHostAddress(QHostAddress::Any) << ipv4;
    QTest::newRow("IPv6, to a server on both protocols") << QHostAddress(QHostAddress::Any) << ipv6;
    QTest::newRow("IPv4 by a socket of IPv6, as Java has them")
        << ipv4 << QHostAddress(QStringLiteral("::ffff:127.0.0.1"));
}

void tst_SocketInodes::findsEachEnd()
{
    QFETCH(QHostAddress, listen);
    QFETCH(QHostAddress, connectTo);
    QTcpServer server;
    if (!server.listen(listen))
        QSKIP("this machine does not have that protocol");
    QTcpSocket client;
    client.connectToHost(connectTo, server.serverPort());
    QVERIFY(client.waitForConnected() && server.waitForNewConnection(5000));
    const auto *accepted = server.nextPendingConnection();
    bool isIpv4 = false;
    QHostAddress host = connectTo;
    if (const quint32 ipv4 = connectTo.toIPv4Address(&isIpv4); isIpv4)
        host = QHostAddress(ipv4);
    const SocketInodes::End clientEnd { host, client.localPort() };
    const SocketInodes::End serverEnd { host, server.serverPort() };

    SocketInodes inodes;
    const auto ofClient = inodes.find(clientEnd, serverEnd);
    const auto ofServer = inodes.find(serverEnd, clientEnd);
    QVERIFY(ofClient && ofServer);
    QCOMPARE(*ofClient, inodeOfDescriptor(client.socketDescriptor()));
    QCOMPARE(*ofServer, inodeOfDescriptor(accepted->socketDescriptor()));
}

void tst_SocketInodes::findsNothingWhereNothingIs()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    const SocketInodes::End serverEnd { server.serverAddress(), server.serverPort() };
    SocketInodes inodes;
    std::optional<RawClient> client(std::in_place, server.serverPort());
    const SocketInodes::End clientEnd { server.serverAddress(), client->port() };
    QVERIFY(inodes.find(clientEnd, serverEnd));
    client->reset();
    QTRY_VERIFY(!inodes.find(clientEnd, serverEnd));
    QVERIFY(!inodes.find({ QHostAddress(QStringLiteral("192.0.2.1")), 80 }, serverEnd));
    QVERIFY(!inodes.find({}, serverEnd));
    QVERIFY(!inodes.find(clientEnd, {}));
}

void tst_SocketInodes::takesNoListenerForAConnection()
{
    QTcpServer listener;
    QTcpServer server;
    QVERIFY(listener.listen(QHostAddress::LocalHost) && server.listen(QHostAddress::LocalHost));
    SocketInodes inodes;
    QVERIFY(!inodes.find({ listener.serverAddress(), listener.serverPort() },
                         { server.serverAddress(), server.serverPort() }));
}

QTEST_GUILESS_MAIN(tst_SocketInodes)
#include "tst_socketinodes.moc"
