// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "details/casemaker.h"
#include "values/clientprocess.h"
#include "values/tcpfigures.h"

#include <QWidget>

class QLabel;
class QToolButton;

namespace Drainboard {

class BoardFeed;
class ConnectionActions;
class RequestTable;
class RequestTableModel;
class TcpPane;

/// What there is to know of the selected connections: a verdict, the life in one line, each request, and the kernel's
/// view. Of several it tells what they have in common. It is hidden while none is selected. A connection that has left
/// the table stays here until another is selected. GUI thread.
class DetailsPane : public QWidget
{
    Q_OBJECT

public:
    /// \a feed must outlive this.
    explicit DetailsPane(const BoardFeed *feed, QWidget *parent = nullptr);

    /// The limits that verdicts speak of.
    void setLimits(const ConnectionLimits &limits);
    /// Where verdicts find those that have closed.
    void setClosedSource(const CaseMaker::ClosedSource &source);

    /// Tells of \a connections from now on. Those that are the same as before stay where they are.
    void setConnections(const QList<ConnectionFacts> &connections);
    QList<ConnectionId> connections() const;
    /// Takes over what \a snapshot says of them.
    void update(const Snapshot &snapshot);
    void setProcesses(const ClientProcesses &processes);
    /// The answer to tcpFiguresWanted().
    void setTcpFigures(ConnectionId connection, EndSide side, const std::optional<TcpFigures> &figures);

    /// Whether it is to be seen where something is selected.
    bool isWanted() const { return m_isWanted; }
    void setWanted(bool wanted);

    ConnectionActions *actions() const { return m_actions; }
    /// All that stands here, with titles, as text.
    QString text() const;

Q_SIGNALS:
    /// Once a second, while an open connection is shown; of both sides, where there is a server behind.
    void tcpFiguresWanted(Drainboard::ConnectionId connection, Drainboard::EndSide side);
    /// Only what \a text finds is to be shown.
    void filterRequested(const QString &text);

private:
    void arrange();
    QToolButton *button(class QAction *action, const char *name, const QString &accessibleName);
    void showAll();
    void showOne(const ConnectionFacts &facts);
    void showGroup();
    void showNote(const ConnectionInfo &facts, qsizetype shown);
    void askKernel(const ConnectionInfo &info);
    void copy() const;

    const BoardFeed *m_feed;
    CaseMaker m_cases;
    ConnectionActions *m_actions;
    QLabel *m_headline;
    QLabel *m_life;
    QLabel *m_group;
    QLabel *m_note;
    RequestTableModel *m_requests;
    RequestTable *m_table;
    TcpPane *m_tcp;
    QWidget *m_body;
    QList<ConnectionFacts> m_connections;
    ClientProcesses m_processes;
    std::optional<TcpFigures> m_figures;
    std::optional<TcpFigures> m_serverFigures; // of the connection to a server behind
    SteadyTime m_now {};
    SteadyTime m_askedAt {};
    bool m_isAsking = false;
    bool m_isWanted = true;
};

} // namespace Drainboard
