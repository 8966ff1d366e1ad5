// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "table/groupchoice.h"

#include <QComboBox>
#include <QMenu>
#include <QToolButton>
#include <QToolTip>

#include <algorithm>
#include <array>

namespace Drainboard {
namespace {

constexpr std::array groupings { Grouping::None, Grouping::Process, Grouping::Peer, Grouping::Route, Grouping::End };

} // namespace

GroupChoice::GroupChoice(QObject *parent)
    : QObject(parent)
    , m_choice(new QComboBox)
    , m_jump(new QToolButton)
{
    m_choice->setObjectName(QStringLiteral("groupChoice"));
    m_choice->setAccessibleName(tr("Group by"));
    m_choice->setToolTip(tr("What the rows are grouped by. Right and Left, or a double click, show and hide the "
                            "connections of a group"));
    const auto add = [this](Grouping grouping, const QString &name) {
        m_choice->addItem(name, QVariant::fromValue(int(grouping)));
    };
    add(Grouping::None, tr("no groups"));
    add(Grouping::Process, tr("by process"));
    add(Grouping::Peer, tr("by peer"));
    add(Grouping::Route, tr("by route"));
    add(Grouping::End, tr("by end"));
    connect(m_choice, &QComboBox::activated, this,
            [this](int index) { Q_EMIT chosen(Grouping(m_choice->itemData(index).toInt())); });

    m_jump->setObjectName(QStringLiteral("jumpButton"));
    m_jump->setText(tr("Go to"));
    m_jump->setAccessibleName(tr("Go to a connection"));
    m_jump->setToolTip(tr("Select the connection that is worth looking at"));
    m_jump->setPopupMode(QToolButton::InstantPopup);
    m_jump->setFocusPolicy(Qt::StrongFocus);
    auto *menu = new QMenu(m_jump);
    menu->setObjectName(QStringLiteral("jumpMenu"));
    const auto addJump = [this, menu](Jump jump, const char *objectName, const QString &name, const QKeySequence &key) {
        QAction *action = menu->addAction(name);
        action->setObjectName(QLatin1String(objectName));
        action->setShortcut(key);
        connect(action, &QAction::triggered, this, [this, jump] { Q_EMIT jumpRequested(jump); });
    };
    addJump(Jump::Slowest, "jumpToSlowest", tr("The &slowest request"), Qt::CTRL | Qt::Key_1);
    addJump(Jump::LongestIdle, "jumpToLongestIdle", tr("The longest &idle one"), Qt::CTRL | Qt::Key_2);
    addJump(Jump::NextLost, "jumpToLost", tr("The next &lost request"), Qt::CTRL | Qt::Key_3);
    m_jump->setMenu(menu);
}

void GroupChoice::setGrouping(Grouping grouping)
{
    m_choice->setCurrentIndex(m_choice->findData(QVariant::fromValue(int(grouping))));
}

void GroupChoice::sayNothingFound(Jump jump) const
{
    const auto text = [jump] {
        switch (jump) {
        case Jump::Slowest:
            return GroupChoice::tr("No connection in sight has had a request");
        case Jump::LongestIdle:
            return GroupChoice::tr("No connection in sight is idle");
        case Jump::NextLost:
            return GroupChoice::tr("No connection in sight has lost a request");
        }
        Q_UNREACHABLE();
    };
    QToolTip::showText(m_jump->mapToGlobal(QPoint(0, m_jump->height())), text(), m_jump);
}

QString GroupChoice::key(Grouping grouping)
{
    switch (grouping) {
    case Grouping::None:
        return QStringLiteral("none");
    case Grouping::Process:
        return QStringLiteral("process");
    case Grouping::Peer:
        return QStringLiteral("peer");
    case Grouping::Route:
        return QStringLiteral("route");
    case Grouping::End:
        return QStringLiteral("end");
    }
    Q_UNREACHABLE();
}

Grouping GroupChoice::groupingOf(const QString &key)
{
    const auto *found = std::ranges::find(groupings, key, &GroupChoice::key);
    return found == groupings.end() ? Grouping::None : *found;
}

} // namespace Drainboard

#include "moc_groupchoice.cpp"
