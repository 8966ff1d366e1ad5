// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "connections/bufferbudget.h"

#include <QRegularExpression>
#include <QTest>

#include <thread>
#include <vector>

using Drainboard::BufferBudget;

class tst_BufferBudget : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void boundsWhatIsHeldTogether();
    void knowsNoLimitOfZero();
    void isExactForSeveralThreads();
};

void tst_BufferBudget::boundsWhatIsHeldTogether()
{
    const auto budget = std::make_shared<BufferBudget>(100);
    BufferBudget::Share first(budget);
    QVERIFY(first.set(60));
    {
        BufferBudget::Share second(budget);
        QVERIFY(second.set(40));
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("more than 100 bytes")));
        QVERIFY(!second.set(41));
        QVERIFY(!second.set(42)); // said once a second at most
        QVERIFY(second.set(41)); // less than before is never too much
        QVERIFY(second.set(0));
        QVERIFY(second.set(40));
    }
    QVERIFY(first.set(100)); // what the second held has been given back
}

void tst_BufferBudget::knowsNoLimitOfZero()
{
    BufferBudget::Share share(std::make_shared<BufferBudget>(0));
    QVERIFY(share.set(std::numeric_limits<qint64>::max()));
}

void tst_BufferBudget::isExactForSeveralThreads()
{
    const auto budget = std::make_shared<BufferBudget>(1000);
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 4; ++i) {
            threads.emplace_back([budget] {
                BufferBudget::Share share(budget);
                for (int bytes = 0; bytes < 100'000; ++bytes)
                    share.set(bytes % 250);
            });
        }
    }
    BufferBudget::Share share(budget);
    QVERIFY(share.set(1000));
    BufferBudget::Share other(budget);
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("more than 1000 bytes")));
    QVERIFY(!other.set(1));
}

QTEST_GUILESS_MAIN(tst_BufferBudget)

#include "tst_bufferbudget.moc"
