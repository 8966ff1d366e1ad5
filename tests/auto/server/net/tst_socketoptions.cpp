// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "net/socketoptions.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <memory>

using namespace Drainboard;

// Beside a stock QTcpSocket, option by option.
class tst_SocketOptions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void areThoseOfAStockSocket_data();
    void areThoseOfAStockSocket();
    void areNoneWithoutASocket();
};

namespace {

// Both ends of a connection of stock sockets.
struct StockPair
{
    StockPair(const QHostAddress &address, const QHostAddress &name)
    {
        if (!server.listen(address))
            return;
        client.connectToHost(name, server.serverPort());
        if (server.waitForNewConnection(5000))
            accepted = server.nextPendingConnection();
    }

    QTcpServer server;
    QTcpSocket client;
    QTcpSocket *accepted = nullptr;
};

} // namespace

void tst_SocketOptions::areThoseOfAStockSocket_data()
{
    using Socket = QAbstractSocket;
    QTest::addColumn<QHostAddress>("address");
    QTest::addColumn<QHostAddress>("name");
    QTest::addColumn<int>("option");
    QTest::addColumn<QVariant>("value");
    const QHostAddress v4(QHostAddress::LocalHost);
    const QHostAddress v6(QHostAddress::LocalHostIPv6);
    const QList<std::tuple<const char *, QHostAddress, QHostAddress>> families {
        { "IPv4", v4, v4 }, { "IPv6", v6, v6 }, { "IPv4 on both", QHostAddress(QHostAddress::Any), v4 }
    };
    const QList<std::pair<const char *, int>> options {
        { "low delay", Socket::LowDelayOption },
        { "keep alive", Socket::KeepAliveOption },
        { "multicast TTL", Socket::MulticastTtlOption },
        { "multicast loopback", Socket::MulticastLoopbackOption },
        { "type of service", Socket::TypeOfServiceOption },
        { "send buffer", Socket::SendBufferSizeSocketOption },
        { "receive buffer", Socket::ReceiveBufferSizeSocketOption },
        { "path MTU", Socket::PathMtuSocketOption },
        { "unknown", 99 },
    };
    const QList<QVariant> values {
        0, 1, 8, 32, -1, 20000, true, 2.7, QStringLiteral("16"), false, {}, QStringLiteral("no number")
    };
    for (const auto &[family, address, name] : families) {
        for (const auto &[optionName, option] : options) {
            for (int i = 0; i < values.size(); ++i)
                QTest::addRow("%s, %s, value %d", family, optionName, i) << address << name << option << values[i];
        }
    }
}

void tst_SocketOptions::areThoseOfAStockSocket()
{
    QFETCH(QHostAddress, address);
    QFETCH(QHostAddress, name);
    QFETCH(int, option);
    QFETCH(QVariant, value);
    const auto which = QAbstractSocket::SocketOption(option);
    StockPair stock(address, name);
    StockPair ours(address, name);
    if (!stock.accepted || !ours.accepted)
        QSKIP("no such addresses here");
    const int descriptor = int(ours.accepted->socketDescriptor());
    QCOMPARE(SocketOptions::get(descriptor, which), ours.accepted->socketOption(which));
    stock.accepted->setSocketOption(which, value);
    SocketOptions::set(descriptor, which, value);
    QCOMPARE(SocketOptions::get(descriptor, which), stock.accepted->socketOption(which));
    QCOMPARE(SocketOptions::get(descriptor, which), ours.accepted->socketOption(which));
}

void tst_SocketOptions::areNoneWithoutASocket()
{
    QTcpSocket stock;
    stock.setSocketOption(QAbstractSocket::KeepAliveOption, 1);
    SocketOptions::set(-1, QAbstractSocket::KeepAliveOption, 1);
    QCOMPARE(SocketOptions::get(-1, QAbstractSocket::KeepAliveOption),
             stock.socketOption(QAbstractSocket::KeepAliveOption));
}

QTEST_GUILESS_MAIN(tst_SocketOptions)
#include "tst_socketoptions.moc"
