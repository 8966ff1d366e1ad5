// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "look/announcer.h"

#include <QAccessibleWidget>

namespace Drainboard {
namespace {

QAccessibleInterface *makeInterface(const QString &className, QObject *object)
{
    if (className != QLatin1String("Drainboard::Announcer") || !object->isWidgetType())
        return nullptr;
    return new QAccessibleWidget(static_cast<QWidget *>(object), QAccessible::AlertMessage);
}

} // namespace

Announcer::Announcer(QWidget *parent)
    : QWidget(parent)
{
    static const bool isInstalled = [] {
        QAccessible::installFactory(makeInterface);
        return true;
    }();
    Q_UNUSED(isInstalled)
    setObjectName(QStringLiteral("announcer"));
    setFixedSize(1, 1);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    hide();
}

// To be shown is what is told.
void Announcer::say(const QString &text)
{
    hide();
    setAccessibleName(text);
    show();
}

} // namespace Drainboard

#include "moc_announcer.cpp"
