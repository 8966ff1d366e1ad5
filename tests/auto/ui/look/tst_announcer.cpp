// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "look/announcer.h"

#include <QAccessible>
#include <QTest>

using namespace Drainboard;

namespace {

struct Told
{
    QAccessible::Event event;
    QAccessible::Role role;
    QString name;

    friend bool operator==(const Told &, const Told &) = default;
};

QList<Told> told;

void note(QAccessibleEvent *event)
{
    if (const QAccessibleInterface *interface = event->accessibleInterface();
        interface && qobject_cast<Announcer *>(event->object()))
        told += { event->type(), interface->role(), interface->text(QAccessible::Name) };
}

} // namespace

class TestAnnouncer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isAnAlertThatIsShown();
    void takesNeitherRoomNorMouse();
};

void TestAnnouncer::isAnAlertThatIsShown()
{
    QAccessible::setActive(true);
    const auto before = QAccessible::installUpdateHandler(note);
    QWidget window;
    window.show();
    Announcer announcer(&window);
    const auto shown = [](const char *text) {
        return Told { QAccessible::ObjectShow, QAccessible::AlertMessage, QLatin1String(text) };
    };
    announcer.say(QStringLiteral("Draining"));
    QVERIFY(told.contains(shown("Draining")));
    told.clear();
    announcer.say(QStringLiteral("Draining")); // again is once more
    announcer.say(QStringLiteral("Closed"));
    QVERIFY(told.contains(shown("Draining")));
    QVERIFY(told.contains(shown("Closed")));
    QAccessible::installUpdateHandler(before);
}

void TestAnnouncer::takesNeitherRoomNorMouse()
{
    QWidget window;
    Announcer announcer(&window);
    QVERIFY(!announcer.isVisible());
    QCOMPARE(announcer.size(), QSize(1, 1));
    QCOMPARE(announcer.focusPolicy(), Qt::NoFocus);
    QVERIFY(announcer.testAttribute(Qt::WA_TransparentForMouseEvents));
}

QTEST_MAIN(TestAnnouncer)
#include "tst_announcer.moc"
