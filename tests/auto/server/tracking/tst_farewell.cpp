// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "tracking/farewell.h"

#include <QTest>

using Drainboard::Farewell;
using namespace std::chrono_literals;
using Policy = Farewell::Policy;
using Step = Farewell::Step;

class tst_Farewell : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decides_data();
    void decides();
    void goesOnButNotBack_data();
    void goesOnButNotBack();
    void lingersBehindItsFin();
    void endsAtOnce();
};

void tst_Farewell::decides_data()
{
    QTest::addColumn<Policy>("policy");
    QTest::addColumn<Farewell::Exchange>("exchange");
    QTest::addColumn<Step>("step");

    const Farewell::Exchange idle;
    const Farewell::Exchange answering { .isAnswered = false };
    const Farewell::Exchange reading { .isReading = true };
    const Farewell::Exchange ready { .isRequestReady = true };
    const Farewell::Exchange said { .mustClose = true };
    const Farewell::Exchange answeringLast { .isAnswered = false, .mustClose = true };
    const Farewell::Exchange broken { .isAnswered = false, .isBroken = true };
    const Farewell::Exchange left { .hasPeerFinished = true };
    const Farewell::Exchange leftHalfWay { .isReading = true, .hasPeerFinished = true };
    const Farewell::Exchange leftOwed { .isAnswered = false, .hasPeerFinished = true };
    const Farewell::Exchange leftReady { .isRequestReady = true, .hasPeerFinished = true };

    for (const Policy policy : { Policy::None, Policy::DrainLater, Policy::Drain }) {
        const char *prefix = policy == Policy::None ? "serving" : policy == Policy::Drain ? "drain" : "drain later";
        const auto row = [&](const char *name, const Farewell::Exchange &exchange, Step step) {
            QTest::addRow("%s: %s", prefix, name) << policy << exchange << step;
        };
        row("idle", idle, policy == Policy::Drain ? Step::LeaveIdle : Step::Wait);
        row("a response in progress", answering, Step::Wait);
        row("a part of a request has come", reading, Step::Wait);
        row("a request waits", ready, Step::Wait);
        row("the last response is complete", said, Step::SendFin);
        row("the last response is in progress", answeringLast, Step::Wait);
        row("a response that is no HTTP", broken, Step::SendFin);
        row("the client has finished", left, Step::Close);
        row("the client has finished within a request", leftHalfWay, Step::Close);
        row("the client has finished and is owed a response", leftOwed, Step::Wait);
        row("the client has finished and its request waits", leftReady, Step::Wait);
    }
    for (const Farewell::Exchange &exchange : { idle, answering, reading, ready, said, broken, left, leftOwed }) {
        QTest::addRow("disconnect, whatever has been exchanged") << Policy::Disconnect << exchange << Step::SendFin;
        QTest::addRow("half-close, whatever has been exchanged") << Policy::HalfClose << exchange << Step::SendFin;
    }
}

void tst_Farewell::decides()
{
    QFETCH(Policy, policy);
    QFETCH(Farewell::Exchange, exchange);
    Farewell farewell;
    farewell.goOnTo(policy);
    QCOMPARE(farewell.policy(), policy);
    QTEST(farewell.next(exchange), "step");
}

void tst_Farewell::goesOnButNotBack_data()
{
    QTest::addColumn<Policy>("from");
    QTest::addColumn<QList<Policy>>("to");
    QTest::newRow("none") << Policy::None
                          << QList { Policy::DrainLater, Policy::Drain, Policy::Disconnect, Policy::HalfClose };
    QTest::newRow("drain later") << Policy::DrainLater
                                 << QList { Policy::Drain, Policy::Disconnect, Policy::HalfClose };
    QTest::newRow("drain") << Policy::Drain << QList { Policy::Disconnect, Policy::HalfClose };
    QTest::newRow("disconnect") << Policy::Disconnect << QList { Policy::HalfClose };
    QTest::newRow("half-close") << Policy::HalfClose << QList<Policy> {};
}

void tst_Farewell::goesOnButNotBack()
{
    QFETCH(Policy, from);
    QFETCH(QList<Policy>, to);
    for (const Policy policy :
         { Policy::None, Policy::DrainLater, Policy::Drain, Policy::Disconnect, Policy::HalfClose }) {
        Farewell farewell;
        farewell.goOnTo(from);
        QCOMPARE(farewell.goOnTo(policy), to.contains(policy));
        QCOMPARE(farewell.policy(), to.contains(policy) ? policy : from);
    }
}

void tst_Farewell::lingersBehindItsFin()
{
    QCOMPARE(Farewell::afterFin(true, 0s), Step::Close);
    QCOMPARE(Farewell::afterFin(false, 0s), Step::Wait);
    QCOMPARE(Farewell::afterFin(false, 29s), Step::Wait);
    QCOMPARE(Farewell::afterFin(false, 30s), Step::Close);
}

void tst_Farewell::endsAtOnce()
{
    QCOMPARE(Farewell::atOnce(true, true), Step::Close);
    QCOMPARE(Farewell::atOnce(false, true), Step::Reset);
    QCOMPARE(Farewell::atOnce(true, false), Step::Reset);
}

QTEST_GUILESS_MAIN(tst_Farewell)

#include "tst_farewell.moc"
