// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "values/connectioninfo.h"

#include <QObject>

class QAction;
class QMenu;
class QWidget;

namespace Drainboard {

/// What can be done with the selected connections: the same in buttons and in a menu. GUI thread.
class ConnectionActions : public QObject
{
    Q_OBJECT

public:
    /// Asks in a dialog above \a window.
    explicit ConnectionActions(QWidget *window);

    /// What the actions are about from now on.
    void setConnections(const QList<ConnectionFacts> &connections);
    /// Fills \a menu with them.
    void addTo(QMenu *menu) const;

    QAction *disconnectAction() const { return m_disconnect; }
    QAction *abortAction() const { return m_abort; }
    QAction *copyAction() const { return m_copy; }
    QAction *peerAction() const { return m_peer; }

Q_SIGNALS:
    /// They are to be closed in good order.
    void disconnectRequested(const QList<Drainboard::ConnectionId> &connections);
    /// They are to be reset. Where an answer is in progress, the user has been asked.
    void abortRequested(const QList<Drainboard::ConnectionId> &connections);
    void copyRequested();
    /// Only connections from \a host are to be shown.
    void peerWanted(const QString &host);

private:
    void abort();
    void showTexts(qsizetype open);
    QList<ConnectionId> openOnes() const;

    QWidget *m_window;
    QAction *m_disconnect;
    QAction *m_abort;
    QAction *m_copy;
    QAction *m_peer;
    QList<ConnectionFacts> m_connections;
};

} // namespace Drainboard
