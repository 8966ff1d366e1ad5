// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "rememberedplan.h"

#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace Drainboard;
using namespace std::chrono_literals;

class TestRememberedPlan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_settings = std::make_unique<QSettings>(m_folder->filePath(QStringLiteral("settings.ini")),
                                                 QSettings::IniFormat);
    }

    void remembersWhatWasChosen_data();
    void remembersWhatWasChosen();
    void remembersNoMoreThanWasChosen();
    void theCommandLineWins();
    void nonsenseIsLeftOut_data();
    void nonsenseIsLeftOut();

private:
    ShutdownPlan restored(const QStringList &options = {})
    {
        ShutdownPlan plan;
        RememberedPlan(*m_settings).restore(plan, options);
        return plan;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_settings;
};

void TestRememberedPlan::remembersWhatWasChosen_data()
{
    QTest::addColumn<ShutdownPlan>("plan");
    QTest::newRow("nothing else than the default") << ShutdownPlan();
    QTest::newRow("a policy") << ShutdownPlan { .policy = ShutdownPolicy::StopListening };
    QTest::newRow("an idle grace") << ShutdownPlan { .idleGrace = 250ms };
    QTest::newRow("no idle grace") << ShutdownPlan { .idleGrace = 0ms };
    QTest::newRow("the times") << ShutdownPlan { .abortAfter = 1ms, .forceAfter = 24h * 24 };
}

void TestRememberedPlan::remembersWhatWasChosen()
{
    QFETCH(ShutdownPlan, plan);
    RememberedPlan(*m_settings).save(ShutdownPlan(), plan);
    m_settings->sync();
    QCOMPARE(restored(), plan);
    RememberedPlan(*m_settings).save(plan, ShutdownPlan()); // and back
    QCOMPARE(restored(), ShutdownPlan());
}

void TestRememberedPlan::remembersNoMoreThanWasChosen()
{
    const ShutdownPlan fromCommandLine { .policy = ShutdownPolicy::DisconnectAll, .abortAfter = 7s };
    ShutdownPlan chosen = fromCommandLine;
    chosen.forceAfter = 8s;
    RememberedPlan(*m_settings).save(fromCommandLine, chosen);
    QCOMPARE(restored(), (ShutdownPlan { .forceAfter = 8s }));
}

void TestRememberedPlan::theCommandLineWins()
{
    const ShutdownPlan chosen {
        .policy = ShutdownPolicy::StopListening, .idleGrace = 1s, .abortAfter = 2s, .forceAfter = 3s
    };
    RememberedPlan(*m_settings).save(ShutdownPlan(), chosen);
    const QStringList all { QStringLiteral("policy"), QStringLiteral("idle-grace"), QStringLiteral("abort-after"),
                            QStringLiteral("force-after") };
    QCOMPARE(restored(all), ShutdownPlan());
    QCOMPARE(restored(all.mid(1)), (ShutdownPlan { .policy = ShutdownPolicy::StopListening }));
}

void TestRememberedPlan::nonsenseIsLeftOut_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QVariant>("value");
    const auto row = [](const char *name, const char *key, const QVariant &value) {
        QTest::newRow(name) << QLatin1String(key) + QString() << value;
    };
    row("a policy that there is not", "shutdown/policy", QStringLiteral("panic"));
    row("a policy that is a number", "shutdown/policy", 1);
    row("a negative idle grace", "shutdown/idle-grace", -1);
    row("an idle grace in words", "shutdown/idle-grace", QStringLiteral("soon"));
    row("no time until abort", "shutdown/abort-after", 0);
    row("too long a time", "shutdown/force-after", qlonglong(1) << 40);
    row("a list", "shutdown/force-after", QStringList { QStringLiteral("1"), QStringLiteral("2") });
}

void TestRememberedPlan::nonsenseIsLeftOut()
{
    QFETCH(QString, key);
    QFETCH(QVariant, value);
    m_settings->setValue(key, value);
    m_settings->sync();
    QCOMPARE(restored(), ShutdownPlan());
}

QTEST_APPLESS_MAIN(TestRememberedPlan)
#include "tst_rememberedplan.moc"
