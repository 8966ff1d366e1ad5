// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "details/connectionactions.h"

#include "look/pluralnumber.h"

#include <QAction>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>

#include <algorithm>

namespace Drainboard {

ConnectionActions::ConnectionActions(QWidget *window)
    : QObject(window)
    , m_window(window)
    , m_disconnect(new QAction(this))
    , m_abort(new QAction(this))
    , m_copy(new QAction(tr("Copy details"), this))
    , m_peer(new QAction(tr("Only this peer"), this))
{
    m_disconnect->setObjectName(QStringLiteral("disconnectAction"));
    m_abort->setObjectName(QStringLiteral("abortConnectionAction"));
    m_copy->setObjectName(QStringLiteral("copyDetailsAction"));
    m_peer->setObjectName(QStringLiteral("onlyThisPeerAction"));
    m_disconnect->setToolTip(tr("Close in good order: what is being answered is answered first"));
    m_abort->setToolTip(tr("Reset at once (RST): what is being answered is lost"));
    m_copy->setToolTip(tr("Copy all that stands here, with titles"));
    m_peer->setToolTip(tr("Show only connections from this client's address"));
    connect(m_disconnect, &QAction::triggered, this, [this] { Q_EMIT disconnectRequested(openOnes()); });
    connect(m_abort, &QAction::triggered, this, &ConnectionActions::abort);
    connect(m_copy, &QAction::triggered, this, &ConnectionActions::copyRequested);
    connect(m_peer, &QAction::triggered, this, [this] {
        const QString peer = m_connections.front()->peer;
        Q_EMIT peerWanted(QStringLiteral("peer:%1").arg(peer.first(std::max<qsizetype>(peer.lastIndexOf(u':'), 0))));
    });
    setConnections({});
}

QList<ConnectionId> ConnectionActions::openOnes() const
{
    QList<ConnectionId> ids;
    for (const ConnectionFacts &facts : m_connections) {
        if (facts->state != ConnectionState::Closed)
            ids += facts->id;
    }
    return ids;
}

void ConnectionActions::setConnections(const QList<ConnectionFacts> &connections)
{
    m_connections = connections;
    const qsizetype open = openOnes().size();
    m_disconnect->setEnabled(open > 0);
    m_abort->setEnabled(open > 0);
    m_copy->setEnabled(!connections.isEmpty());
    m_peer->setEnabled(connections.size() == 1);
    showTexts(open);
}

void ConnectionActions::showTexts(qsizetype open)
{
    const int number = pluralNumber(open);
    m_disconnect->setText(open > 1 ? tr("Disconnect %Ln connection(s)", nullptr, number) : tr("Disconnect"));
    m_abort->setText(open > 1 ? tr("Abort %Ln connection(s)", nullptr, number) : tr("Abort"));
}

void ConnectionActions::addTo(QMenu *menu) const
{
    menu->addActions({ m_disconnect, m_abort });
    menu->addSeparator();
    menu->addActions({ m_copy, m_peer });
}

// The question is about those that are selected now, whatever is selected when it is answered.
void ConnectionActions::abort()
{
    const QList<ConnectionId> ids = openOnes();
    const auto inProgress = std::ranges::count_if(m_connections, [](const ConnectionFacts &facts) {
        return facts->state != ConnectionState::Closed && facts->answerOwed;
    });
    if (inProgress == 0) {
        Q_EMIT abortRequested(ids);
        return;
    }
    auto *question = new QMessageBox(
        QMessageBox::Warning, tr("Abort"),
        tr("%Ln response(s) in progress will be lost. Abort all the same?", nullptr, pluralNumber(inProgress)),
        QMessageBox::Cancel, m_window);
    question->setObjectName(QStringLiteral("abortQuestion"));
    question->setAttribute(Qt::WA_DeleteOnClose);
    auto *yes = question->addButton(tr("Abort"), QMessageBox::AcceptRole);
    yes->setObjectName(QStringLiteral("abortAnywayButton"));
    question->setDefaultButton(QMessageBox::Cancel);
    connect(yes, &QPushButton::clicked, this, [this, ids] { Q_EMIT abortRequested(ids); });
    question->open();
}

} // namespace Drainboard

#include "moc_connectionactions.cpp"
