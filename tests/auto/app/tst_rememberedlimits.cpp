// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "rememberedlimits.h"

#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace Drainboard;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(Drainboard::ServerLimits)

class TestRememberedLimits : public QObject
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
    void theCommandLineWins_data() { remembersWhatWasChosen_data(); }
    void theCommandLineWins();
    void nonsenseIsLeftOut_data();
    void nonsenseIsLeftOut();

private:
    ServerLimits restored(const QStringList &options = {})
    {
        ServerLimits limits;
        RememberedLimits(*m_settings).restore(limits, options);
        return limits;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_settings;
};

void TestRememberedLimits::remembersWhatWasChosen_data()
{
    QTest::addColumn<ServerLimits>("limits");
    QTest::newRow("max-connections") << ServerLimits { .connections = 1'000'000 };
    QTest::newRow("max-buffered") << ServerLimits { .buffered = qint64(1024) << 30 };
    QTest::newRow("max-body") << ServerLimits { .connection = { .body = quint64(2) << 30 } };
    QTest::newRow("min-body-rate") << ServerLimits { .connection = { .bodyRate = 0 } };
    QTest::newRow("keep-alive-timeout") << ServerLimits { .connection = { .keepAliveTimeout = 24h * 24 } };
    QTest::newRow("header-timeout") << ServerLimits { .connection = { .headerTimeout = 1ms } };
    QTest::newRow("body-timeout") << ServerLimits { .connection = { .bodyTimeout = 0ms } };
    QTest::newRow("request-timeout") << ServerLimits { .connection = { .requestTimeout = 7min } };
    QTest::newRow("write-timeout") << ServerLimits { .connection = { .writeTimeout = 1s } };
}

void TestRememberedLimits::remembersWhatWasChosen()
{
    QFETCH(ServerLimits, limits);
    RememberedLimits(*m_settings).save(ServerLimits(), limits);
    m_settings->sync();
    QVERIFY(restored() == limits);
    RememberedLimits(*m_settings).save(limits, ServerLimits()); // and back
    QVERIFY(restored() == ServerLimits());
}

void TestRememberedLimits::remembersNoMoreThanWasChosen()
{
    const ServerLimits fromCommandLine { .connections = 5, .connection = { .body = 3 } };
    ServerLimits chosen = fromCommandLine;
    chosen.connection.keepAliveTimeout = 8s;
    RememberedLimits(*m_settings).save(fromCommandLine, chosen);
    QVERIFY(restored() == (ServerLimits { .connection = { .keepAliveTimeout = 8s } }));
}

void TestRememberedLimits::theCommandLineWins()
{
    QFETCH(ServerLimits, limits);
    RememberedLimits(*m_settings).save(ServerLimits(), limits);
    QVERIFY(restored({ QString::fromLatin1(QTest::currentDataTag()) }) == ServerLimits());
}

void TestRememberedLimits::nonsenseIsLeftOut_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QVariant>("value");
    const auto row = [](const char *name, const char *key, const QVariant &value) {
        QTest::newRow(name) << QLatin1String(key) + QString() << value;
    };
    row("a negative time", "limits/keep-alive-timeout", -1);
    row("a time in words", "limits/header-timeout", QStringLiteral("soon"));
    row("a time with its unit", "limits/write-timeout", QStringLiteral("5s"));
    row("too long a time", "limits/body-timeout", qlonglong(1) << 40);
    row("too large a body", "limits/max-body", (qlonglong(2) << 30) + 1);
    row("too many connections", "limits/max-connections", 1'000'001);
    row("a list", "limits/max-buffered", QStringList { QStringLiteral("1"), QStringLiteral("2") });
}

void TestRememberedLimits::nonsenseIsLeftOut()
{
    QFETCH(QString, key);
    QFETCH(QVariant, value);
    m_settings->setValue(key, value);
    m_settings->sync();
    QVERIFY(restored() == ServerLimits());
}

QTEST_APPLESS_MAIN(TestRememberedLimits)
#include "tst_rememberedlimits.moc"
