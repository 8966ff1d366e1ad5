// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "net/socketaddress.h"
#include "net/tcpconnect.h"

#include <QTest>

#include <cerrno>

#include <sys/socket.h>

using namespace Drainboard;

class tst_TcpConnect : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void standsWhereSomebodyListens_data();
    void standsWhereSomebodyListens();
    void isRefusedWhereNobodyListens_data();
    void isRefusedWhereNobodyListens();
    void aConnectionToItselfIsRefused_data();
    void aConnectionToItselfIsRefused();
    void nothingOfItKeepsThePort_data();
    void nothingOfItKeepsThePort();
};

namespace {

// A socket that has an address of its own, on a port that is free.
struct Bound
{
    explicit Bound(const QHostAddress &host, quint16 port = 0)
    {
        const SocketAddress address(host, port);
        descriptor = FileDescriptor(::socket(address.family(), SOCK_STREAM | SOCK_CLOEXEC, 0));
        isBound = ::bind(descriptor.number(), address.data(), address.size()) == 0;
        local = TcpDescriptor::localOf(descriptor.number());
    }
    // What the kernel does when it chooses this port for a client of this port.
    int connectToItself() const
    {
        const SocketAddress address(local.host, local.port);
        return ::connect(descriptor.number(), address.data(), address.size());
    }

    FileDescriptor descriptor;
    TcpDescriptor::Endpoint local;
    bool isBound = false;
};

int resultOf(const TcpConnect::Attempt &attempt)
{
    if (!attempt.descriptor.isValid())
        return attempt.error;
    int result = EINPROGRESS;
    const auto isDecided = [&] {
        result = TcpConnect::result(attempt.descriptor.number());
        return result != EINPROGRESS;
    };
    return QTest::qWaitFor(isDecided) ? result : EINPROGRESS;
}

void addHosts()
{
    QTest::addColumn<QHostAddress>("host");
    QTest::newRow("over IPv4") << QHostAddress(QHostAddress::LocalHost);
    QTest::newRow("over IPv6") << QHostAddress(QHostAddress::LocalHostIPv6);
}

} // namespace

void tst_TcpConnect::standsWhereSomebodyListens_data()
{
    addHosts();
}

void tst_TcpConnect::standsWhereSomebodyListens()
{
    QFETCH(QHostAddress, host);
    const Bound server(host);
    if (!server.isBound)
        QSKIP("this machine has no such address");
    QCOMPARE(::listen(server.descriptor.number(), 1), 0);
    const TcpConnect::Attempt attempt = TcpConnect::begin(server.local);
    QCOMPARE(resultOf(attempt), 0);
    QVERIFY(!TcpConnect::isToItself(attempt.descriptor.number()));
}

void tst_TcpConnect::isRefusedWhereNobodyListens_data()
{
    addHosts();
}

void tst_TcpConnect::isRefusedWhereNobodyListens()
{
    QFETCH(QHostAddress, host);
    const Bound server(host);
    if (!server.isBound)
        QSKIP("this machine has no such address");
    QCOMPARE(resultOf(TcpConnect::begin(server.local)), ECONNREFUSED);
    QVERIFY2(!TcpConnect::isToItself(server.descriptor.number()), "it is not connected");
}

void tst_TcpConnect::aConnectionToItselfIsRefused_data()
{
    addHosts();
}

void tst_TcpConnect::aConnectionToItselfIsRefused()
{
    QFETCH(QHostAddress, host);
    const Bound socket(host);
    if (!socket.isBound)
        QSKIP("this machine has no such address");
    QCOMPARE(socket.connectToItself(), 0); // the kernel lets it
    QVERIFY(TcpConnect::isToItself(socket.descriptor.number()));
    QCOMPARE(TcpConnect::result(socket.descriptor.number()), ECONNREFUSED);
    QCOMPARE(TcpConnect::result(socket.descriptor.number()), ECONNREFUSED); // whenever it is asked
}

void tst_TcpConnect::nothingOfItKeepsThePort_data()
{
    addHosts();
}

void tst_TcpConnect::nothingOfItKeepsThePort()
{
    QFETCH(QHostAddress, host);
    Bound socket(host);
    if (!socket.isBound)
        QSKIP("this machine has no such address");
    QCOMPARE(socket.connectToItself(), 0);
    QCOMPARE(TcpConnect::result(socket.descriptor.number()), ECONNREFUSED);
    socket.descriptor.close();
    QVERIFY2(Bound(host, socket.local.port).isBound, "the server that comes back can have its port");
}

QTEST_GUILESS_MAIN(tst_TcpConnect)

#include "tst_tcpconnect.moc"
