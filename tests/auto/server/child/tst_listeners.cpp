// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "child/listeners.h"

#include <QDir>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace Drainboard;

class tst_Listeners : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void finds_data();
    void finds();
    void findsNoneWhereNobodyListens();
    void readsWhatTheKernelWrites_data();
    void readsWhatTheKernelWrites();
    void connectsWhereTheKernelHasNoTables();
};

void tst_Listeners::finds_data()
{
    QTest::addColumn<QHostAddress>("listensOn");
    QTest::addColumn<QHostAddress>("host");
    QTest::addColumn<bool>("accepts");
    const QHostAddress four(QHostAddress::LocalHost);
    const QHostAddress six(QHostAddress::LocalHostIPv6);
    const QHostAddress otherFour(QStringLiteral("127.0.0.2"));
    QTest::newRow("the address itself") << four << four << true;
    QTest::newRow("the address itself, IPv6") << six << six << true;
    QTest::newRow("another loopback address") << otherFour << four << false;
    QTest::newRow("IPv6 only, asked for IPv4") << six << four << false;
    QTest::newRow("IPv4 only, asked for IPv6") << four << six << false;
    QTest::newRow("all of IPv4") << QHostAddress(QHostAddress::AnyIPv4) << otherFour << true;
    QTest::newRow("all of IPv4, asked for IPv6") << QHostAddress(QHostAddress::AnyIPv4) << six << false;
    QTest::newRow("all addresses, asked for IPv4") << QHostAddress(QHostAddress::Any) << four << true;
    QTest::newRow("all addresses, asked for IPv6") << QHostAddress(QHostAddress::Any) << six << true;
    QTest::newRow("asked for any") << four << QHostAddress(QHostAddress::Any) << true;
}

void tst_Listeners::finds()
{
    QFETCH(QHostAddress, listensOn);
    QFETCH(QHostAddress, host);
    QFETCH(bool, accepts);
    QTcpServer server;
    if (!server.listen(listensOn))
        QSKIP("this machine has no such address");
    const Listeners listeners;
    QVERIFY(listeners.at(server.serverPort()));
    QCOMPARE(listeners.at(server.serverPort())->size(), 1);
    QCOMPARE(listeners.accepts(host, server.serverPort()), accepts);
    QVERIFY(!server.hasPendingConnections()); // it was not disturbed
}

void tst_Listeners::findsNoneWhereNobodyListens()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    const quint16 port = server.serverPort();
    QTcpSocket client;
    client.connectToHost(QHostAddress::LocalHost, port);
    QVERIFY(client.waitForConnected());
    QVERIFY(server.waitForNewConnection(5000));
    server.close(); // its connection stays, with the same port
    const Listeners listeners;
    QVERIFY(!listeners.accepts(QHostAddress::LocalHost, port));
    QVERIFY(listeners.at(port)->isEmpty());
}

void tst_Listeners::readsWhatTheKernelWrites_data()
{
    QTest::addColumn<QByteArray>("four");
    QTest::addColumn<QByteArray>("six");
    QTest::addColumn<QList<QHostAddress>>("found");
    QTest::addColumn<bool>("isHome"); // whether 127.0.0.1 is reached
    const QByteArray rest = " 00000000:00000000 00:00000000 00000000  0 0 1 1 0 100 0 0 10 0\n";
    const QByteArray heading = "  sl  local_address rem_address   st ...\n";
    const auto line = [rest](const QByteArray &address, const QByteArray &state) {
        return "   0: " + address + " 00000000:0000 " + state + rest;
    };
    const QByteArray mapped = "0000000000000000FFFF00000100007F:1F90";
    const QByteArray distant = "B80D0120000000000000000001000000:1F90";
    const QHostAddress home(QHostAddress::LocalHost);
    QTest::newRow("nothing") << heading << heading << QList<QHostAddress>() << false;
    QTest::newRow("empty") << QByteArray() << QByteArray() << QList<QHostAddress>() << false;
    QTest::newRow("two, and one of another port")
        << heading + line("0100007F:1F90", "0A") + line("0100007F:1F91", "0A") + line("0200007F:1F90", "0A") << heading
        << QList<QHostAddress> { home, QHostAddress(QStringLiteral("127.0.0.2")) } << true;
    QTest::newRow("a connection is none")
        << heading + line("0100007F:1F90", "01") << heading << QList<QHostAddress>() << false;
    QTest::newRow("IPv6") << heading << heading + line(distant, "0A")
                          << QList<QHostAddress> { QHostAddress(QStringLiteral("2001:db8::1")) } << false;
    QTest::newRow("IPv4 mapped to IPv6") << heading << heading + line(mapped, "0A")
                                         << QList<QHostAddress> { QHostAddress(QStringLiteral("::ffff:127.0.0.1")) }
                                         << true;
    QTest::newRow("a line that is cut") << heading + "   0: 0100007F:1F90" << heading << QList<QHostAddress>() << false;
    QTest::newRow("no port") << heading + line("0100007F", "0A") << heading << QList<QHostAddress>() << false;
}

void tst_Listeners::readsWhatTheKernelWrites()
{
    if (Q_BYTE_ORDER != Q_LITTLE_ENDIAN)
        QSKIP("the rows are those of a little-endian machine");
    QFETCH(QByteArray, four);
    QFETCH(QByteArray, six);
    QFETCH(QList<QHostAddress>, found);
    const QTemporaryDir folder;
    for (const auto &[name, text] : { std::pair("tcp", four), std::pair("tcp6", six) }) {
        QFile table(folder.filePath(QLatin1String(name)));
        QVERIFY(table.open(QIODevice::WriteOnly));
        table.write(text);
    }
    const Listeners listeners(folder.path());
    QCOMPARE(listeners.at(8080), std::optional(found));
    QFETCH(bool, isHome);
    QCOMPARE(listeners.accepts(QHostAddress(QHostAddress::LocalHost), 8080), isHome);
}

void tst_Listeners::connectsWhereTheKernelHasNoTables()
{
    const Listeners listeners(QStringLiteral("/no/such/folder"));
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    const quint16 port = server.serverPort();
    QVERIFY(!listeners.at(port));
    QVERIFY(listeners.accepts(QHostAddress(QHostAddress::LocalHost), port));
    server.close();
    QVERIFY(!listeners.accepts(QHostAddress(QHostAddress::LocalHost), port));
}

QTEST_GUILESS_MAIN(tst_Listeners)
#include "tst_listeners.moc"
