// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "filter/filterbox.h"
#include "filter/filteredit.h"

#include <QAbstractItemView>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace Drainboard;

class TestFilterBox : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void whatIsTypedIsTheFilter();
    void anErrorIsSaidInPlaceAndTheFilterStays();
    void aChipPutsItsTermInAndTakesItOut();
    void aChipFollowsTheLine();
    void closedOnesAreAskedFor();
    void saysHowMany();
    void escapeClears();
    void aProposalIsTaken();
    void escapeClosesProposalsFirst();
    void partsHaveNames();

private:
    template <typename Part> Part *part(const char *name) const
    {
        return m_box->findChild<Part *>(QString::fromLatin1(name));
    }

    std::unique_ptr<FilterBox> m_box;
};

void TestFilterBox::init()
{
    m_box = std::make_unique<FilterBox>();
    m_box->resize(800, 40);
    m_box->show();
    m_box->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_box.get()));
    m_box->focusEdit();
}

void TestFilterBox::cleanup()
{
    m_box.reset();
}

void TestFilterBox::whatIsTypedIsTheFilter()
{
    const QSignalSpy changed(m_box.get(), &FilterBox::filterChanged);
    m_box->edit()->setText(QStringLiteral("lost #18"));
    QCOMPARE(changed.size(), 1);
    QCOMPARE(m_box->filter().terms().size(), std::size_t(2));
    m_box->edit()->clear();
    QVERIFY(m_box->filter().isEmpty());
}

void TestFilterBox::anErrorIsSaidInPlaceAndTheFilterStays()
{
    m_box->edit()->setText(QStringLiteral("lost"));
    m_box->edit()->setText(QStringLiteral("lost idle>"));
    const auto *error = part<QLabel>("filterError");
    QVERIFY(error->isVisible());
    QVERIFY(error->text().contains(QStringLiteral("needs a length of time")));
    QCOMPARE(m_box->edit()->accessibleDescription(), error->text());
    QCOMPARE(m_box->filter().terms().size(), std::size_t(1));
    const int height = m_box->height();
    m_box->edit()->setText(QStringLiteral("lost idle>1s"));
    QVERIFY(!error->isVisible());
    QVERIFY(m_box->edit()->accessibleDescription().isEmpty());
    QCOMPARE(m_box->height(), height);
    QCOMPARE(m_box->filter().terms().size(), std::size_t(2));
}

void TestFilterBox::aChipPutsItsTermInAndTakesItOut()
{
    m_box->edit()->setText(QStringLiteral("route:\"/a  b\""));
    part<QToolButton>("slowChip")->click();
    QCOMPARE(m_box->edit()->text(), QStringLiteral("route:\"/a  b\" slow>100ms"));
    part<QToolButton>("lostChip")->click();
    QCOMPARE(m_box->edit()->text(), QStringLiteral("route:\"/a  b\" slow>100ms lost"));
    part<QToolButton>("slowChip")->click();
    QCOMPARE(m_box->edit()->text(), QStringLiteral("route:\"/a  b\" lost"));
    part<QToolButton>("lostChip")->click();
    QCOMPARE(m_box->edit()->text(), QStringLiteral("route:\"/a  b\""));
}

void TestFilterBox::aChipFollowsTheLine()
{
    const auto *chip = part<QToolButton>("lostChip");
    m_box->edit()->setText(QStringLiteral("status:404 LOST"));
    QVERIFY(chip->isChecked());
    m_box->edit()->setText(QStringLiteral("status:404 -lost"));
    QVERIFY(!chip->isChecked());
    m_box->edit()->setText(QStringLiteral("\"lost\""));
    QVERIFY(!chip->isChecked());
}

void TestFilterBox::closedOnesAreAskedFor()
{
    const QSignalSpy asked(m_box.get(), &FilterBox::closedShownChanged);
    part<QToolButton>("closedChip")->click();
    QCOMPARE(asked.size(), 1);
    QVERIFY(m_box->isClosedShown());
    QVERIFY(m_box->edit()->text().isEmpty());
}

void TestFilterBox::saysHowMany()
{
    m_box->setCounts(18, 42);
    QCOMPARE(part<QLabel>("filterCount")->text(), QStringLiteral("18 of 42"));
}

void TestFilterBox::escapeClears()
{
    const QSignalSpy left(m_box.get(), &FilterBox::left);
    m_box->edit()->setText(QStringLiteral("nothing: like it"));
    QTest::keyClick(m_box->edit(), Qt::Key_Escape);
    QVERIFY(m_box->edit()->text().isEmpty());
    QCOMPARE(left.size(), 1);
}

void TestFilterBox::aProposalIsTaken()
{
    QTest::keyClicks(m_box->edit(), QStringLiteral("lost sta"));
    auto *popup = m_box->edit()->findChild<QAbstractItemView *>(QStringLiteral("filterProposals"));
    if (!popup) {
        const QWidgetList windows = QApplication::topLevelWidgets();
        for (QWidget *window : windows) {
            if (window->objectName() == QStringLiteral("filterProposals"))
                popup = qobject_cast<QAbstractItemView *>(window);
        }
    }
    QVERIFY(popup);
    QVERIFY(popup->isVisible());
    QTest::keyClick(popup, Qt::Key_Down);
    QTest::keyClick(popup, Qt::Key_Return);
    QCOMPARE(m_box->edit()->text(), QStringLiteral("lost status:"));
    QVERIFY(popup->isVisible()); // with the values
    QTest::keyClick(popup, Qt::Key_Down);
    QTest::keyClick(popup, Qt::Key_Return);
    QCOMPARE(m_box->edit()->text(), QStringLiteral("lost status:2xx"));
    QVERIFY(!popup->isVisible());
    QVERIFY(!m_box->filter().isEmpty());
}

void TestFilterBox::escapeClosesProposalsFirst()
{
    QTest::keyClick(m_box->edit(), Qt::Key_Down); // where nothing is typed yet
    QWidget *popup = QApplication::activePopupWidget();
    QVERIFY(popup);
    m_box->edit()->setText(QStringLiteral("lost"));
    QTest::keyClick(popup, Qt::Key_Escape);
    QVERIFY(!popup->isVisible());
    QCOMPARE(m_box->edit()->text(), QStringLiteral("lost"));
}

void TestFilterBox::partsHaveNames()
{
    for (const QWidget *widget : m_box->tabOrder()) {
        QVERIFY(!widget->objectName().isEmpty());
        QVERIFY(!widget->accessibleName().isEmpty());
    }
}

QTEST_MAIN(TestFilterBox)
#include "tst_filterbox.moc"
