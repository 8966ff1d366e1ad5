// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "look/announcer.h"

#include <QAccessible>
#include <QTest>

using namespace Drainboard;

// What is shown in the window is told: that is Qt's part, and off where no screen reader is there.
class TestAnnouncer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isAnAlertThatIsShown();
    void takesNeitherRoomNorMouse();

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        m_shown += event->type() == QEvent::Show;
        return false;
    }

private:
    int m_shown = 0;
};

void TestAnnouncer::isAnAlertThatIsShown()
{
    QWidget window;
    window.show();
    Announcer announcer(&window);
    announcer.installEventFilter(this);
    const QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(&announcer);
    QVERIFY(interface);
    QCOMPARE(interface->role(), QAccessible::AlertMessage);
    announcer.say(QStringLiteral("Draining"));
    QCOMPARE(m_shown, 1);
    QCOMPARE(interface->text(QAccessible::Name), QStringLiteral("Draining"));
    announcer.say(QStringLiteral("Draining")); // again is once more
    QCOMPARE(m_shown, 2);
    announcer.say(QStringLiteral("Closed"));
    QCOMPARE(m_shown, 3);
    QCOMPARE(interface->text(QAccessible::Name), QStringLiteral("Closed"));
}

void TestAnnouncer::takesNeitherRoomNorMouse()
{
    QWidget window;
    const Announcer announcer(&window);
    QVERIFY(!announcer.isVisible());
    QCOMPARE(announcer.size(), QSize(1, 1));
    QCOMPARE(announcer.focusPolicy(), Qt::NoFocus);
    QVERIFY(announcer.testAttribute(Qt::WA_TransparentForMouseEvents));
}

QTEST_MAIN(TestAnnouncer)
#include "tst_announcer.moc"
