// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "details/detailspane.h"

#include "details/connectionactions.h"
#include "details/detailstext.h"
#include "details/requesttable.h"
#include "details/requesttablemodel.h"
#include "details/tcppane.h"
#include "feed/boardfeed.h"
#include "look/durationtext.h"
#include "look/pluralnumber.h"
#include "look/statecolors.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace std::chrono;

namespace Drainboard {
namespace {

/// The kernel is asked so often.
constexpr auto askEvery = 900ms; // once a second, also where a snapshot comes a little early
/// A worker that has not answered for so long is busy.
constexpr auto answerWithin = 500ms;

QLabel *newLabel(const char *name, const QString &accessibleName)
{
    auto *label = new QLabel;
    label->setObjectName(QLatin1String(name));
    label->setAccessibleName(accessibleName);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setWordWrap(true);
    label->setMinimumWidth(1); // it breaks where it has to
    return label;
}

/// Behind \a ended, of which the last may have ended since the snapshot. Where one request follows on another at once,
/// the state goes on.
std::optional<RunningRequest> runningOf(const ConnectionInfo &info, const QList<RequestLife> &ended)
{
    const bool isArriving = info.state == ConnectionState::Reading;
    if (!isArriving && info.state != ConnectionState::Responding)
        return {};
    RunningRequest running { .isArriving = isArriving, .since = info.stateSince };
    if (isArriving) { // the record still has the line of the one before
        const bool hasEnded = !ended.isEmpty() && ended.back().endedAt > info.stateSince;
        return hasEnded ? std::nullopt : std::optional(running);
    }
    if (!ended.isEmpty() && ended.back().number >= info.requests)
        return {};
    if (!ended.isEmpty())
        running.since = std::max(running.since, ended.back().endedAt);
    running.line = info.requestLine;
    running.status = info.status;
    running.firstByteAfter = info.firstByteAfter;
    running.number = info.requests;
    return running;
}

} // namespace

DetailsPane::DetailsPane(const BoardFeed *feed, QWidget *parent)
    : QWidget(parent)
    , m_feed(feed)
    , m_cases(&feed->requests())
    , m_actions(new ConnectionActions(this))
    , m_headline(newLabel("verdictLabel", tr("Verdict on the selected connections")))
    , m_life(newLabel("lifeLabel", tr("Life of the selected connections")))
    , m_group(newLabel("groupLabel", tr("What the selected connections have in common")))
    , m_note(newLabel("requestsNote", tr("How many requests are shown")))
    , m_requests(new RequestTableModel(this))
    , m_table(new RequestTable(m_requests))
    , m_tcp(new TcpPane)
    , m_body(new QWidget)
{
    setObjectName(QStringLiteral("detailsPane"));
    setAccessibleName(tr("Details of the selected connections"));
    arrange();
    connect(m_actions, &ConnectionActions::copyRequested, this, &DetailsPane::copy);
    connect(m_actions, &ConnectionActions::peerWanted, this, &DetailsPane::filterRequested);
    hide();
}

void DetailsPane::arrange()
{
    QFont bold = font();
    bold.setBold(true);
    m_headline->setFont(bold);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(button(m_actions->disconnectAction(), "disconnectButton", tr("Disconnect")));
    buttons->addWidget(button(m_actions->abortAction(), "abortConnectionButton", tr("Abort")));
    buttons->addWidget(button(m_actions->copyAction(), "copyDetailsButton", tr("Copy details")));
    buttons->addWidget(button(m_actions->peerAction(), "onlyThisPeerButton", tr("Only this peer")));
    auto *top = new QHBoxLayout;
    top->addWidget(m_headline, 1);
    top->addLayout(buttons);
    top->setAlignment(buttons, Qt::AlignTop);

    auto *requests = new QVBoxLayout;
    requests->setSpacing(1);
    requests->addWidget(m_table, 1);
    requests->addWidget(m_note);
    auto *body = new QHBoxLayout(m_body);
    body->setContentsMargins({});
    body->addLayout(requests, 1);
    body->addWidget(m_tcp);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(fontMetrics().height() / 4);
    layout->addLayout(top);
    layout->addWidget(m_life);
    layout->addWidget(m_group, 1, Qt::AlignTop);
    layout->addWidget(m_body, 1);
}

QToolButton *DetailsPane::button(QAction *action, const char *name, const QString &accessibleName)
{
    auto *button = new QToolButton;
    button->setDefaultAction(action);
    button->setObjectName(QLatin1String(name));
    button->setAccessibleName(accessibleName);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    return button;
}

void DetailsPane::setLimits(const ConnectionLimits &limits)
{
    m_cases.setLimits(limits);
}

void DetailsPane::setClosedSource(const CaseMaker::ClosedSource &source)
{
    m_cases.setClosedSource(source);
}

QList<ConnectionId> DetailsPane::connections() const
{
    QList<ConnectionId> ids;
    for (const ConnectionFacts &facts : m_connections)
        ids += facts->id;
    return ids;
}

void DetailsPane::setConnections(const QList<ConnectionFacts> &connections)
{
    const QList<ConnectionId> before = this->connections();
    m_connections = connections;
    if (this->connections() != before) {
        m_figures.reset();
        m_serverFigures.reset();
        m_tcp->showServer({});
        m_askedAt = {};
        m_isAsking = false;
        m_requests->show({}, {}, m_now);
        m_table->followEnd();
    }
    m_now = std::max(m_now, SteadyClock::now());
    setVisible(m_isWanted && !m_connections.isEmpty());
    showAll();
}

void DetailsPane::setWanted(bool wanted)
{
    m_isWanted = wanted;
    setVisible(m_isWanted && !m_connections.isEmpty());
    showAll();
}

// A connection that the snapshot does not have any more stays as it was at last. The list is in ascending order.
void DetailsPane::update(const Snapshot &snapshot)
{
    m_now = snapshot.takenAt;
    m_cases.setLatest(snapshot.connections);
    for (ConnectionFacts &facts : m_connections) {
        const auto found = std::ranges::lower_bound(snapshot.connections, facts->id, {},
                                                    [](const ConnectionFacts &one) { return one->id; });
        if (found != snapshot.connections.end() && (*found)->id == facts->id)
            facts = *found;
    }
    showAll();
}

void DetailsPane::setProcesses(const ClientProcesses &processes)
{
    m_processes.insert(processes); // of those that are shown, also when the engine has forgotten them
    for (auto it = m_processes.begin(); it != m_processes.end();)
        it = processes.contains(it.key()) || connections().contains(it.key()) ? std::next(it) : m_processes.erase(it);
    showAll();
}

void DetailsPane::showAll()
{
    m_actions->setConnections(m_connections);
    if (isHidden() || m_connections.isEmpty())
        return;
    const bool isOne = m_connections.size() == 1;
    m_body->setVisible(isOne);
    m_group->setVisible(!isOne);
    if (isOne)
        showOne(m_connections.front());
    else
        showGroup();
}

void DetailsPane::showOne(const ConnectionFacts &facts)
{
    const auto process = m_processes.constFind(facts->id);
    const auto roundTrip = m_figures ? std::optional(m_figures->roundTrip) : std::nullopt;
    const Verdict verdict = verdictOn(m_cases.make(facts, m_now, roundTrip));
    m_headline->setText(
        DetailsText::headline(*facts, process == m_processes.cend() ? nullptr : &*process, verdict, m_now));
    m_life->setText(DetailsText::life(*facts));
    const QList<RequestLife> ended = m_feed->requests().requestsOf(facts->id);
    const std::optional<RunningRequest> running = runningOf(*facts, ended);
    m_requests->show(ended, running, m_now);
    showNote(*facts, ended.size() + (running && !running->isArriving ? 1 : 0));
    askKernel(*facts);
}

void DetailsPane::showNote(const ConnectionInfo &info, qsizetype shown)
{
    QStringList parts;
    if (info.requests > quint64(shown))
        parts += tr("The last %1 of %Ln request(s).", nullptr, pluralNumber(info.requests))
                     .arg(QLocale().toString(shown));
    if (m_feed->missed() > 0)
        parts += tr("%Ln request(s) of all connections were not seen one by one: there were too many.", nullptr,
                    pluralNumber(m_feed->missed()));
    m_note->setText(parts.join(QLatin1Char(' ')));
    m_note->setVisible(!parts.isEmpty());
}

void DetailsPane::askKernel(const ConnectionInfo &info)
{
    if (info.state == ConnectionState::Closed) {
        m_isAsking = false;
        m_tcp->show(m_figures, m_figures ? tr("closed; as it was at last") : tr("closed"));
        return;
    }
    const auto since = m_now - m_askedAt;
    if (m_isAsking && since >= answerWithin)
        m_tcp->show(m_figures, tr("its worker is busy"));
    if (m_isAsking || since < askEvery)
        return;
    m_isAsking = true;
    m_askedAt = m_now;
    Q_EMIT tcpFiguresWanted(info.id, EndSide::Client);
    if (!info.serverSide.isEmpty())
        Q_EMIT tcpFiguresWanted(info.id, EndSide::Server);
}

void DetailsPane::setTcpFigures(ConnectionId connection, EndSide side, const std::optional<TcpFigures> &figures)
{
    if (m_connections.size() != 1 || m_connections.front()->id != connection)
        return;
    if (side == EndSide::Server) {
        if (figures)
            m_serverFigures = figures; // else it is closed; as it was at last
        m_tcp->showServer(m_serverFigures);
        return;
    }
    m_isAsking = false;
    if (figures)
        m_figures = figures;
    const bool isClosed = !figures || m_connections.front()->state == ConnectionState::Closed;
    m_tcp->show(m_figures, !isClosed ? QString() : m_figures ? tr("closed; as it was at last") : tr("closed"));
}

void DetailsPane::showGroup()
{
    const QList<ConnectionCase> cases = m_cases.make(m_connections, m_now);
    QList<Verdict> verdicts;
    for (const ConnectionCase &one : cases)
        verdicts += verdictOn(one);
    m_headline->setText(DetailsText::groupHeadline(m_connections.size(), verdictOn(cases)));
    m_life->setText(DetailsText::groupLife(m_connections));
    m_group->setText(DetailsText::groupLines(verdicts, m_cases.slowest(m_connections)));
    m_requests->show({}, {}, m_now);
}

QString DetailsPane::text() const
{
    QStringList lines { m_headline->text(), m_life->text() };
    if (m_connections.size() != 1)
        return (lines << m_group->text()).join(QLatin1Char('\n'));
    for (int row = -1; row < m_requests->rowCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < m_requests->columnCount(); ++column)
            cells += row < 0 ? m_requests->headerData(column, Qt::Horizontal).toString()
                             : m_requests->index(row, column).data().toString();
        lines += cells.join(QLatin1Char('\t'));
    }
    if (!m_note->text().isEmpty())
        lines += m_note->text();
    lines += m_tcp->text();
    return lines.join(QLatin1Char('\n'));
}

void DetailsPane::copy() const
{
    QGuiApplication::clipboard()->setText(text());
}

} // namespace Drainboard

#include "moc_detailspane.cpp"
