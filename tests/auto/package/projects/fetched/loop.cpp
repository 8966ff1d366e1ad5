// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only

// The main thread's event loop is Drainboard's.
#include <drainboard/epolleventdispatcher.h>

#include <QCoreApplication>
#include <QTimer>

int main(int argc, char *argv[])
{
    QCoreApplication::setEventDispatcher(new Drainboard::EpollEventDispatcher);
    QCoreApplication app(argc, argv);
    const auto *loop = qobject_cast<Drainboard::EpollEventDispatcher *>(QCoreApplication::eventDispatcher());
    QTimer::singleShot(1, &app, [loop] { QCoreApplication::exit(loop ? 0 : 1); });
    return app.exec();
}
