// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "log/eventlog.h"
#include "log/eventlogmodel.h"
#include "log/logpane.h"

#include <QLabel>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace Drainboard;

class TestLogPane : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void theLastLineIsShown();
    void theLineOfEachSecondIsNotShown();
    void theButtonShowsTheLog();

private:
    void append(EventKind kind, const char *text)
    {
        m_model->append({ QDateTime(QDate(2026, 11, 22), QTime(12, 0)), kind, QString::fromLatin1(text) });
    }
    QString last() const { return m_pane->findChild<QLabel *>(QStringLiteral("lastEventLabel"))->text(); }

    std::unique_ptr<LogPane> m_pane;
    std::unique_ptr<EventLog> m_log;
    std::unique_ptr<EventLogModel> m_model;
};

void TestLogPane::init()
{
    m_pane.reset();
    m_log.reset();
    m_model = std::make_unique<EventLogModel>();
    m_log = std::make_unique<EventLog>(m_model.get());
    m_pane = std::make_unique<LogPane>(m_model.get(), m_log.get());
}

void TestLogPane::theLastLineIsShown()
{
    QCOMPARE(last(), QString());
    append(EventKind::Status, "Running");
    QCOMPARE(last(), QStringLiteral("12:00:00 › Running"));
    append(EventKind::Warning, "a request was lost");
    QCOMPARE(last(), QStringLiteral("12:00:00 ! a request was lost"));
}

void TestLogPane::theLineOfEachSecondIsNotShown()
{
    append(EventKind::Opened, "#1 opened");
    append(EventKind::Count, "1 connection currently open");
    append(EventKind::Count, "2 connections currently open");
    QCOMPARE(last(), QStringLiteral("12:00:00 + #1 opened"));
}

void TestLogPane::theButtonShowsTheLog()
{
    append(EventKind::Status, "Running");
    auto *toggle = m_pane->toggle();
    QCOMPARE(toggle->objectName(), QStringLiteral("logToggle"));
    QVERIFY(m_log->isHidden());
    QSignalSpy shown(m_pane.get(), &LogPane::logShown);
    toggle->click();
    QVERIFY(!m_log->isHidden());
    QVERIFY(m_pane->isLogShown());
    QCOMPARE(shown.size(), 1);
    QCOMPARE(last(), QString()); // it is in the log now
    toggle->click();
    QVERIFY(m_log->isHidden());
    QCOMPARE(last(), QStringLiteral("12:00:00 › Running"));
    m_pane->setLogShown(false); // it is hidden already
    QCOMPARE(shown.size(), 2);
}

QTEST_MAIN(TestLogPane)
#include "tst_logpane.moc"
