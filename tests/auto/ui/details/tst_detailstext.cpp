// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "details/detailstext.h"
#include "madeconnections.h"

#include <QLocale>
#include <QTest>

using namespace Drainboard;
using namespace std::chrono_literals;

class TestDetailsText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theHeadlineNamesTheProcessWhereItIsKnown();
    void withoutAVerdictTheStateIsSaid_data();
    void withoutAVerdictTheStateIsSaid();
    void ends_data();
    void ends();
    void aGroupIsCountedAndSummed();
};

void TestDetailsText::initTestCase()
{
    QLocale::setDefault(QLocale::c());
}

void TestDetailsText::theHeadlineNamesTheProcessWhereItIsKnown()
{
    const ConnectionInfo info = madeConnection(18);
    const ClientProcess python { .pid = 4711, .name = QStringLiteral("python") };
    const Verdict verdict { .sentence = QStringLiteral("It is so.") };
    QCOMPARE(DetailsText::headline(info, &python, verdict, aMoment), QStringLiteral("#18 · python 4711 · It is so."));
    QCOMPARE(DetailsText::headline(info, nullptr, verdict, aMoment),
             QStringLiteral("#18 · 127.0.0.1:5018 · It is so."));
}

void TestDetailsText::withoutAVerdictTheStateIsSaid_data()
{
    QTest::addColumn<ConnectionState>("state");
    QTest::addColumn<QString>("words");
    QTest::newRow("waiting") << ConnectionState::Waiting << QStringLiteral("waited for its worker for 5.0 s");
    QTest::newRow("new") << ConnectionState::New << QStringLiteral("no byte has come yet");
    QTest::newRow("reading") << ConnectionState::Reading << QStringLiteral("arriving for 5.0 s");
    QTest::newRow("responding") << ConnectionState::Responding
                                << QStringLiteral("GET / has been in progress for 5.0 s");
    QTest::newRow("idle") << ConnectionState::Idle << QStringLiteral("Idle for 5.0 s");
    QTest::newRow("a WebSocket") << ConnectionState::WebSocket << QStringLiteral("A WebSocket for 5.0 s");
    QTest::newRow("closing") << ConnectionState::Closing << QStringLiteral("sent our FIN 5.0 s ago");
    QTest::newRow("closed") << ConnectionState::Closed << QStringLiteral("Closed: timed out");
}

void TestDetailsText::withoutAVerdictTheStateIsSaid()
{
    QFETCH(ConnectionState, state);
    QFETCH(QString, words);
    const ConnectionInfo info = madeConnection(1, state, CloseCause::TimedOut);
    const QString text = DetailsText::headline(info, nullptr, {}, aMoment);
    QVERIFY2(text.contains(words), qPrintable(text));
}

void TestDetailsText::ends_data()
{
    QTest::addColumn<ConnectionEnd>("end");
    QTest::addColumn<QStringList>("words");
    const SteadyTime at = aMoment - 10s;
    QTest::newRow("the client closed an idle one")
        << ConnectionEnd { .firstBy = EndSide::Client,
                           .firstSign = EndSign::Fin,
                           .idleFor = 5s,
                           .clientFinAt = at,
                           .ourFinAt = at + 120ms }
        << QStringList { QStringLiteral("the client closed first (FIN)"), QStringLiteral("after 5.0 s idle"),
                         QStringLiteral("our FIN 120 ms later") };
    QTest::newRow("we closed an idle one")
        << ConnectionEnd { .firstBy = EndSide::Server, .firstSign = EndSign::Fin, .idleFor = 60s, .ourFinAt = at }
        << QStringList { QStringLiteral("we closed first (FIN)"), QStringLiteral("after 1 min 00 s idle") };
    QTest::newRow("the client reset it in a request")
        << ConnectionEnd { .firstBy = EndSide::Client,
                           .firstSign = EndSign::Reset,
                           .stateAtFirst = ConnectionState::Responding,
                           .resetAt = at,
                           .resetBy = EndSide::Client,
                           .unread = 12,
                           .unsent = 3'456 }
        << QStringList { QStringLiteral("the client reset it (RST)"), QStringLiteral("while Responding"),
                         QStringLiteral("12 bytes unread"), QStringLiteral("3456 bytes not acknowledged") };
    QTest::newRow("we reset it behind our FIN")
        << ConnectionEnd { .firstBy = EndSide::Server,
                           .firstSign = EndSign::Fin,
                           .ourFinAt = at,
                           .resetAt = at + 5s,
                           .resetBy = EndSide::Server }
        << QStringList { QStringLiteral("we closed first (FIN)"), QStringLiteral("our RST 5.0 s later") };
    QTest::newRow("the kernel gave it up") << ConnectionEnd { .firstSign = EndSign::GivenUp, .resetAt = at }
                                           << QStringList { QStringLiteral("the kernel gave the client up") };
}

void TestDetailsText::ends()
{
    QFETCH(ConnectionEnd, end);
    QFETCH(QStringList, words);
    ConnectionInfo info = madeConnection(1, ConnectionState::Closed, CloseCause::ByClient);
    info.end = end;
    const QString text = DetailsText::life(info);
    for (const QString &word : words)
        QVERIFY2(text.contains(word), qPrintable(text));
}

void TestDetailsText::aGroupIsCountedAndSummed()
{
    QList<ConnectionFacts> group;
    for (quint64 id = 1; id <= 3; ++id) {
        ConnectionInfo info = madeConnection(id, id == 3 ? ConnectionState::Closed : ConnectionState::Idle);
        info.bytesIn = 1'000;
        info.bytesOut = 2'000;
        if (id == 3)
            info.lostRequests = { LostRequest() };
        group += std::make_shared<const ConnectionInfo>(info);
    }
    const QString text = DetailsText::groupLife(group);
    for (const char *words : { "Idle 2", "Closed 1", "9 request", "1 LOST", "3000 bytes in", "6000 bytes out" })
        QVERIFY2(text.contains(QLatin1String(words)), qPrintable(text));
    QVERIFY(DetailsText::groupHeadline(3, {}).contains(QStringLiteral("3 connection")));
}

QTEST_GUILESS_MAIN(TestDetailsText)
#include "tst_detailstext.moc"
