// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "browser.h"

#include "engine/httpengine.h"
#include "lab/labroutes.h"
#include "tracking/httpcompat.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace Drainboard;
using namespace std::chrono_literals;

// The WebSocket of a page, in a real browser.
class tst_BrowserWebSocket : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void sendsAndIsSentMessages();
    void isToldThatTheServerGoesAway_data();
    void isToldThatTheServerGoesAway();
    void isNotForPagesOfOtherSites();

private:
    QString said();
    void open(const HttpEngine &engine);

    Browser m_browser;
};

namespace {

EngineSettings settings(ShutdownPolicy policy = ShutdownPolicy::Drain)
{
    EngineSettings result;
    result.port = 0;
    result.policy = policy;
    result.abortAfter = 20s;
    result.forceAfter = 40s;
    return result;
}

bool hasWebSocket(const HttpEngine &engine)
{
    const Snapshot snapshot = engine.snapshot();
    return std::ranges::any_of(snapshot.connections, [](const ConnectionFacts &connection) {
        return connection->state == ConnectionState::WebSocket;
    });
}

} // namespace

void tst_BrowserWebSocket::initTestCase()
{
    if (!DRAINBOARD_HAS_WEBSOCKETS)
        QSKIP("Needs the WebSockets of QHttpServer: Qt 6.8 or later");
    QVERIFY2(m_browser.start(), qPrintable(m_browser.problem()));
}

/// What the WebSocket of the page has said so far, a word each.
QString tst_BrowserWebSocket::said()
{
    QJsonValue words;
    if (!m_browser.run(QStringLiteral("return said.join(' ');"), &words))
        return m_browser.problem();
    return words.toString();
}

void tst_BrowserWebSocket::open(const HttpEngine &engine)
{
    const QString script = QStringLiteral("window.said = [];"
                                          "window.socket = new WebSocket('ws://127.0.0.1:%1/ws');"
                                          "socket.binaryType = 'arraybuffer';"
                                          "socket.onopen = () => said.push('open');"
                                          "socket.onerror = () => said.push('error');"
                                          "socket.onmessage = e => said.push(e.data.byteLength ?? e.data);"
                                          "socket.onclose = e => said.push(e.code, e.wasClean);");
    QVERIFY2(m_browser.run(script.arg(engine.serverPort())), qPrintable(m_browser.problem()));
}

void tst_BrowserWebSocket::sendsAndIsSentMessages()
{
    HttpEngine engine(settings(), addLabRoutes);
    QVERIFY(engine.listen());
    QVERIFY2(m_browser.load(engine.url()), qPrintable(m_browser.problem()));
    open(engine);
    QTRY_COMPARE(said(), QStringLiteral("open"));
    QTRY_VERIFY(hasWebSocket(engine));
    QVERIFY(m_browser.run(QStringLiteral("socket.send('hello'); socket.send(new Uint8Array(1000000));")));
    QTRY_COMPARE(said(), QStringLiteral("open hello 1000000"));
    QVERIFY(m_browser.run(QStringLiteral("socket.close(3000, 'bye');")));
    QTRY_COMPARE(said(), QStringLiteral("open hello 1000000 3000 true"));
    QTRY_VERIFY(!hasWebSocket(engine));
}

void tst_BrowserWebSocket::isToldThatTheServerGoesAway_data()
{
    QTest::addColumn<ShutdownPolicy>("policy");
    QTest::newRow("drain") << ShutdownPolicy::Drain;
    QTest::newRow("disconnect-all") << ShutdownPolicy::DisconnectAll;
}

void tst_BrowserWebSocket::isToldThatTheServerGoesAway()
{
    QFETCH(ShutdownPolicy, policy);
    HttpEngine engine(settings(policy), addLabRoutes);
    QVERIFY(engine.listen());
    QVERIFY2(m_browser.load(engine.url()), qPrintable(m_browser.problem()));
    open(engine);
    QTRY_COMPARE(said(), QStringLiteral("open"));
    engine.shutdown();
    QTRY_COMPARE(said(), QStringLiteral("open 1001 true"));
    QTRY_COMPARE(engine.report().webSockets.inOrder, 1);
    QCOMPARE(engine.report().webSockets.cut, 0);
}

// The page of one server opens a WebSocket at another: the script of any web page could.
void tst_BrowserWebSocket::isNotForPagesOfOtherSites()
{
    HttpEngine engine(settings(), addLabRoutes);
    HttpEngine other(settings(), addLabRoutes);
    QVERIFY(engine.listen());
    QVERIFY(other.listen());
    QVERIFY2(m_browser.load(other.url()), qPrintable(m_browser.problem()));
    open(engine);
    QTRY_COMPARE(said(), QStringLiteral("error 1006 false"));
    QVERIFY(!hasWebSocket(engine));
}

QTEST_GUILESS_MAIN(tst_BrowserWebSocket)

#include "tst_browserwebsocket.moc"
