// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only

// A Qt Test that has a server of its own, shuts it down and looks at the report.

#include <drainboard/httpengine.h>
#include <drainboard/labroutes.h>

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSignalSpy>
#include <QTest>

using namespace Drainboard;

class tst_Example : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRequestInProgressIsAnswered();
};

//! [readme]
void tst_Example::aRequestInProgressIsAnswered()
{
    EngineSettings settings;
    settings.port = 0; // the system picks one
    HttpEngine engine(settings, addLabRoutes);
    QVERIFY(engine.listen());

    QNetworkAccessManager client;
    auto *reply = client.get(QNetworkRequest(engine.url().resolved(QUrl("/delay/300"))));
    QTRY_COMPARE(engine.snapshot().counts.active, 1); // the request has begun to arrive

    QSignalSpy finished(&engine, &HttpEngine::shutdownFinished);
    engine.shutdown();
    QTRY_COMPARE(finished.count(), 1);
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->readAll(), R"({"delayed":300})");

    const ShutdownReport report = engine.report();
    QCOMPARE(report.phase, ShutdownPhase::Closed);
    QCOMPARE(report.requestsLost, 0);
    QCOMPARE(report.requestsCompletedDuringDrain, 1);
}
//! [readme]

QTEST_GUILESS_MAIN(tst_Example)
#include "tst_example.moc"
