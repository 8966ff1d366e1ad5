// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "lab/requestorigin.h"

#include <QTest>

using namespace Drainboard;

class tst_RequestOrigin : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void accepts_data();
    void accepts();
    void refuses_data();
    void refuses();

private:
    static void addColumns();
    static QByteArray verdict();
};

void tst_RequestOrigin::addColumns()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<QByteArray>("origin");
    QTest::addColumn<QByteArray>("fetchSite");
}

// Of a machine that is called board.
QByteArray tst_RequestOrigin::verdict()
{
    QFETCH(QString, address);
    QFETCH(QByteArray, host);
    QFETCH(QByteArray, origin);
    QFETCH(QByteArray, fetchSite);
    return foreignOrigin({ .host = host, .origin = origin, .fetchSite = fetchSite },
                         { .address = QHostAddress(address), .machineName = QStringLiteral("board") });
}

void tst_RequestOrigin::accepts_data()
{
    addColumns();
    const auto row = [](const char *name, const QString &address, const QByteArray &host, const QByteArray &origin = {},
                        const QByteArray &fetchSite = {}) {
        QTest::newRow(name) << address << host << origin << fetchSite;
    };
    const QString ipv4 = QStringLiteral("127.0.0.1");
    const QString ipv6 = QStringLiteral("::1");
    const QString network = QStringLiteral("192.168.1.5");
    row("HTTP/1.0 without a field", ipv4, {});
    row("curl by address", ipv4, "127.0.0.1:3000");
    row("curl by name", ipv4, "localhost:3000");
    row("a tunnel's port", ipv4, "localhost:8080");
    row("no port behind the colon", ipv4, "localhost:");
    row("a full name", ipv4, "localhost.:3000");
    row("a page that came by HTTPS from who stands before us", ipv4, "localhost:8443", "https://localhost:8443",
        "same-origin");
    row("a name in capitals", ipv4, "LocalHost:3000");
    row("a client that leaves the port out", ipv4, "localhost");
    row("an address without a port", ipv4, "127.0.0.1");
    row("another loopback address", QStringLiteral("127.0.1.1"), "127.0.1.1:3000");
    row("the machine's name", QStringLiteral("127.0.1.1"), "board:3000");
    row("IPv6", ipv6, "[::1]:3000");
    row("IPv6 without a port", ipv6, "[::1]");
    row("IPv6 written out", ipv6, "[0:0:0:0:0:0:0:1]:3000");
    row("IPv6 by name", ipv6, "localhost:3000");
    row("an address typed into a browser", ipv4, "127.0.0.1:3000", {}, "none");
    row("a script of our own page", ipv4, "localhost:3000", {}, "same-origin");
    row("an upload by our own page", ipv4, "localhost:3000", "http://localhost:3000", "same-origin");
    row("an upload to an IPv6 address", ipv6, "[::1]:3000", "http://[::1]:3000", "same-origin");
    row("the network, by address", network, "192.168.1.5:3000");
    row("the network, by name", network, "board.example.org:3000");
    row("the network, by another port", network, "board.example.org:8080");
    row("the network, by a name with an underscore", network, "my_board");
    row("an upload over the network", network, "board.example.org:3000", "http://board.example.org:3000");
    row("IPv6 in the network", QStringLiteral("fd00::5"), "[fd00::5]:3000");
}

void tst_RequestOrigin::accepts()
{
    QCOMPARE(verdict(), QByteArray());
}

void tst_RequestOrigin::refuses_data()
{
    addColumns();
    const auto row = [](const char *name, const QString &address, const QByteArray &host, const QByteArray &origin = {},
                        const QByteArray &fetchSite = {}) {
        QTest::newRow(name) << address << host << origin << fetchSite;
    };
    const QString ipv4 = QStringLiteral("127.0.0.1");
    const QString ipv6 = QStringLiteral("::1");
    const QString network = QStringLiteral("192.168.1.5");
    row("another site's script", ipv4, "127.0.0.1:3000", {}, "cross-site");
    row("another port's script", ipv4, "127.0.0.1:3000", {}, "same-site");
    row("a kind of site that is unknown", ipv4, "127.0.0.1:3000", {}, "next-door");
    row("two kinds of site", ipv4, "127.0.0.1:3000", {}, "none, cross-site");
    row("another site's script over the network", network, "192.168.1.5:3000", {}, "cross-site");
    row("an upload by another site", ipv4, "127.0.0.1:3000", "http://evil.example");
    row("an upload by another site over the network", network, "board:3000", "http://evil.example");
    row("an upload by another port", ipv4, "localhost:3000", "http://localhost:8080");
    row("an upload by another name", ipv4, "localhost:3000", "http://127.0.0.1:3000");
    row("an upload by another scheme", ipv4, "localhost:3000", "ftp://localhost:3000");
    row("an upload by a page of no origin", ipv4, "localhost:3000", "null");
    row("an origin without a host", ipv4, {}, "http://localhost:3000");
    row("an origin and no host, over the network", network, {}, "http://board:3000");
    row("two origins", ipv4, "localhost:3000", "http://localhost:3000, http://localhost:3000");
    row("a name that was made to lead here", ipv4, "evil.example:3000");
    row("a name that was made to lead here, by IPv6", ipv6, "evil.example:3000");
    row("a page of the name that was made to lead here", ipv4, "evil.example:3000", "http://evil.example:3000",
        "same-origin");
    row("a name that begins as ours", ipv4, "localhost.evil.example:3000");
    row("a name that begins as the machine's", ipv4, "board.evil.example:3000");
    row("a name that ends as ours", ipv4, "evil-localhost:3000");
    row("an address that browsers do not take for loopback", ipv4, "0.0.0.0:3000");
    row("an IPv6 spelling of an IPv4 address", ipv4, "[::ffff:127.0.0.1]:3000");
    row("an IPv4 address in brackets", ipv4, "[127.0.0.1]:3000");
    row("an IPv6 address without brackets", ipv6, "::1");
    row("another address", ipv4, "192.168.1.5:3000");
    row("another protocol's address", ipv4, "[::1]:3000");
    row("nothing but a port", ipv4, ":3000");
    row("nothing but brackets", ipv6, "[]:3000");
    row("one bracket", ipv6, "[");
    row("a user's name", ipv4, "evil@localhost:3000");
}

void tst_RequestOrigin::refuses()
{
    const QByteArray reason = verdict();
    QVERIFY(!reason.isEmpty());
    QVERIFY(!reason.contains('\n'));
}

QTEST_GUILESS_MAIN(tst_RequestOrigin)
#include "tst_requestorigin.moc"
