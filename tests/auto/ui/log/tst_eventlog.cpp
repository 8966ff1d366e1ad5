// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "log/eventlog.h"
#include "log/eventlogmodel.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QScrollBar>
#include <QTest>

using namespace Drainboard;

class TestEventLog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void followsTheEnd();
    void staysWhereTheUserScrolledTo();
    void followsAgainAtTheEnd();
    void followsTheEndWhenTheOldestGo_data();
    void followsTheEndWhenTheOldestGo();
    void staysAtWhatIsReadWhenTheOldestGo();
    void theFocusDoesNotScroll();
    void copiesWhatIsSelected();
    void copiesNothingWhereNothingIsSelected();

private:
    void append(int lines)
    {
        for (int i = 0; i < lines; ++i)
            m_model->append({ QDateTime(QDate(2026, 11, 22), QTime(12, 0)), EventKind::Status,
                              QStringLiteral("line %1").arg(++m_lines) });
    }
    QScrollBar *bar() const { return m_log->verticalScrollBar(); }

    int m_lines = 0;
    std::unique_ptr<EventLogModel> m_model;
    std::unique_ptr<EventLog> m_log;
};

void TestEventLog::init()
{
    m_lines = 0;
    m_log.reset();
    m_model = std::make_unique<EventLogModel>(200);
    m_log = std::make_unique<EventLog>(m_model.get());
    m_log->resize(400, 150);
    m_log->show();
    m_log->activateWindow(); // where no window manager does
    QVERIFY(QTest::qWaitForWindowActive(m_log.get()));
    append(50);
    QTRY_VERIFY(bar()->maximum() > 20);
}

void TestEventLog::followsTheEnd()
{
    QTRY_COMPARE(bar()->value(), bar()->maximum());
    const int before = bar()->maximum();
    append(10);
    QTRY_COMPARE(bar()->maximum(), before + 10);
    QCOMPARE(bar()->value(), bar()->maximum());
}

void TestEventLog::staysWhereTheUserScrolledTo()
{
    bar()->setValue(5);
    const int before = bar()->maximum();
    append(10);
    QTRY_COMPARE(bar()->maximum(), before + 10);
    QCOMPARE(bar()->value(), 5);
}

void TestEventLog::followsAgainAtTheEnd()
{
    bar()->setValue(5);
    m_log->setFocus();
    QTest::keyClick(m_log.get(), Qt::Key_End);
    QCOMPARE(bar()->value(), bar()->maximum());
    const int before = bar()->maximum();
    append(10);
    QTRY_COMPARE(bar()->maximum(), before + 10);
    QCOMPARE(bar()->value(), bar()->maximum());
}

void TestEventLog::followsTheEndWhenTheOldestGo_data()
{
    QTest::addColumn<int>("current");
    QTest::newRow("no line is current") << -1;
    QTest::newRow("the current line is one of them") << 49;
}

void TestEventLog::followsTheEndWhenTheOldestGo()
{
    QFETCH(int, current);
    m_log->setCurrentIndex(m_model->index(current));
    bar()->setValue(bar()->maximum());
    for (int i = 0; i < 1000; ++i) {
        append(1);
        QCoreApplication::processEvents(); // so that each is laid out
    }
    QTRY_VERIFY(m_log->visualRect(m_model->index(m_model->rowCount() - 1)).intersects(m_log->viewport()->rect()));
    QCOMPARE(m_model->index(m_model->rowCount() - 1).data().toString(), QStringLiteral("line 1050"));
}

void TestEventLog::staysAtWhatIsReadWhenTheOldestGo()
{
    append(150); // it is full
    QTRY_VERIFY(bar()->maximum() > 150);
    bar()->setValue(100);
    const auto topLine = [this] { return m_log->indexAt(QPoint(5, 5)).data().toString(); };
    QCOMPARE(topLine(), QStringLiteral("line 101"));
    append(1);
    QTRY_COMPARE(m_model->rowCount(), 181);
    QTRY_COMPARE(topLine(), QStringLiteral("line 101"));
}

void TestEventLog::theFocusDoesNotScroll()
{
    QTRY_COMPARE(bar()->value(), bar()->maximum());
    QLineEdit other;
    other.show();
    other.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&other));
    m_log->setFocus();
    m_log->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_log.get()));
    QTRY_VERIFY(m_log->hasFocus());
    QCOMPARE(bar()->value(), bar()->maximum());
}

void TestEventLog::copiesWhatIsSelected()
{
    m_log->setFocus();
    m_log->setCurrentIndex(m_model->index(3));
    m_log->selectionModel()->select(m_model->index(1), QItemSelectionModel::Select);
    QTest::keySequence(m_log.get(), QKeySequence::Copy);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("12:00:00.000 › line 2\n12:00:00.000 › line 4"));
}

void TestEventLog::copiesNothingWhereNothingIsSelected()
{
    QGuiApplication::clipboard()->setText(QStringLiteral("before"));
    m_log->clearSelection();
    m_log->copySelection();
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("before"));
}

QTEST_MAIN(TestEventLog)
#include "tst_eventlog.moc"
