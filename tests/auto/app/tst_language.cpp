// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "driven.h"
#include "rawclient.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <memory>

using namespace Drainboard;

// The window speaks the user's language; what programs read is English.
class TestLanguage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void theWindowHasTheUsersLanguage_data();
    void theWindowHasTheUsersLanguage();
    void consoleAndFilesAreEnglish();
    void aProblemAtTheStartIsEnglishOnTheConsole();

private:
    static void setLanguage(Driven &program, const QString &locale, const QString &languages = {})
    {
        program.setVariable("LC_ALL", locale);
        program.setVariable("LANGUAGE", languages);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestLanguage::theWindowHasTheUsersLanguage_data()
{
    QTest::addColumn<QString>("locale");
    QTest::addColumn<QString>("languages");
    QTest::addColumn<QString>("state");
    const QString german = QStringLiteral("Lauscht");
    const QString english = QStringLiteral("Listening");
    QTest::newRow("German by LC_ALL") << "de_DE.UTF-8"
                                      << "" << german;
    QTest::newRow("German by LANGUAGE") << "en_US.UTF-8"
                                        << "de:en" << german;
    QTest::newRow("English by LC_ALL") << "en_US.UTF-8"
                                       << "" << english;
    QTest::newRow("English by LANGUAGE") << "de_DE.UTF-8"
                                         << "en" << english;
    QTest::newRow("none that there is") << "fr_FR.UTF-8"
                                        << "" << english;
    QTest::newRow("C") << "C.UTF-8"
                       << "" << english;
}

void TestLanguage::theWindowHasTheUsersLanguage()
{
    QFETCH(QString, locale);
    QFETCH(QString, languages);
    QFETCH(QString, state);
    Driven program(m_folder->path());
    setLanguage(program, locale, languages);
    QVERIFY2(program.serve(), qPrintable(program.everythingSaid()));
    QCOMPARE(program.textOf("stateLabel"), state);
    program.raise(SIGTERM);
    COMPARE_EXIT(program, 0);
}

void TestLanguage::consoleAndFilesAreEnglish()
{
    const QString exported = m_folder->filePath(QStringLiteral("all.json"));
    const QString reported = m_folder->filePath(QStringLiteral("report.json"));
    Driven program(m_folder->path());
    setLanguage(program, QStringLiteral("de_DE.UTF-8"));
    QVERIFY2(program.serve({ QStringLiteral("--export"), exported, QStringLiteral("--report"), reported,
                             QStringLiteral("--keep-alive-timeout"), QStringLiteral("1100ms") }),
             qPrintable(program.everythingSaid()));
    RawClient client(program.port());
    client.send(get("/"));
    QTRY_COMPARE(client.end(), RawClient::End::Fin);
    client.close();
    program.tell("click shutdownButton");
    QVERIFY2(program.hasEnded(), qPrintable(program.everythingSaid()));
    QTRY_VERIFY(program.textOf("reportHeadline").contains(QStringLiteral("Geschlossen")));
    QVERIFY(program.textOf("summaryLabel").startsWith(QStringLiteral("Geschlossen nach")));
    program.raise(SIGTERM);
    COMPARE_EXIT(program, 0);
    const QString said = QStringList(program.outputLines() + program.errorLines())
                             .filter(QRegularExpression(QStringLiteral("^(?!reportHeadline|summaryLabel)")))
                             .join(u'\n');
    QVERIFY2(said.contains(QStringLiteral("Shutdown requested, shutting down gracefully")), qPrintable(said));
    QVERIFY2(said.contains(QStringLiteral("Closed after ")), qPrintable(said));
    QVERIFY2(!said.contains(QStringLiteral("geschlossen"), Qt::CaseInsensitive), qPrintable(said));

    QFile json(exported);
    QVERIFY(json.open(QIODevice::ReadOnly));
    const QByteArray content = json.readAll();
    QVERIFY2(content.contains("We closed it at our keep-alive time-out, after 1."), content.constData()); // no comma
    QVERIFY(content.contains("\"our time-out\""));
    QFile report(reported);
    QVERIFY(report.open(QIODevice::ReadOnly));
    QVERIFY(report.readAll().contains("\"closed\""));
}

void TestLanguage::aProblemAtTheStartIsEnglishOnTheConsole()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    Driven program(m_folder->path());
    setLanguage(program, QStringLiteral("de_DE.UTF-8"));
    program.startWith({ QStringLiteral("--port"), QString::number(other.serverPort()) });
    const auto said = [&] { return program.errorLines().join(u'\n'); };
    QTRY_VERIFY2(said().contains(QStringLiteral("Could not listen on 127.0.0.1, port")), qPrintable(said()));
    QVERIFY2(said().contains(QStringLiteral("The bound address is already in use")), qPrintable(said()));
    program.raise(SIGTERM); // the dialog waits
    COMPARE_EXIT(program, 1);
}

QTEST_GUILESS_MAIN(TestLanguage)
#include "tst_language.moc"
