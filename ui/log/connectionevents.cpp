// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "log/connectionevents.h"

#include "look/pluralnumber.h"
#include "look/vocabularytext.h"

#include <QLocale>
#include <QStringList>

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

namespace Drainboard {
namespace {

QString name(const ConnectionInfo &info)
{
    return QStringLiteral("#%1 %2").arg(static_cast<qulonglong>(info.id)).arg(info.peer);
}

using Connections = std::vector<const ConnectionInfo *>;

QString howItEnded(CloseCause cause)
{
    switch (cause) {
    case CloseCause::None:
        break;
    case CloseCause::ByClient:
        return ConnectionEvents::tr("closed by the client");
    case CloseCause::Disconnected:
        return ConnectionEvents::tr("disconnected");
    case CloseCause::Aborted:
        return ConnectionEvents::tr("aborted");
    case CloseCause::TimedOut:
        return ConnectionEvents::tr("timed out");
    case CloseCause::Rejected:
        return ConnectionEvents::tr("rejected");
    case CloseCause::ByServer:
        return ConnectionEvents::tr("closed by the server");
    case CloseCause::RefusedByServer:
        return ConnectionEvents::tr("refused by the server");
    }
    return ConnectionEvents::tr("closed");
}

QString howManyEnded(CloseCause cause, int count)
{
    switch (cause) {
    case CloseCause::None:
        break;
    case CloseCause::ByClient:
        return ConnectionEvents::tr("%Ln closed by the client", nullptr, count);
    case CloseCause::Disconnected:
        return ConnectionEvents::tr("%Ln disconnected", nullptr, count);
    case CloseCause::Aborted:
        return ConnectionEvents::tr("%Ln aborted", nullptr, count);
    case CloseCause::TimedOut:
        return ConnectionEvents::tr("%Ln timed out", nullptr, count);
    case CloseCause::Rejected:
        return ConnectionEvents::tr("%Ln rejected", nullptr, count);
    case CloseCause::ByServer:
        return ConnectionEvents::tr("%Ln closed by the server", nullptr, count);
    case CloseCause::RefusedByServer:
        return ConnectionEvents::tr("%Ln refused by the server", nullptr, count);
    }
    return ConnectionEvents::tr("%Ln closed", nullptr, count);
}

QString afterRequests(quint64 requests)
{
    if (requests == 0)
        return ConnectionEvents::tr("without a request");
    if (requests == 1)
        return ConnectionEvents::tr("after 1 request");
    return ConnectionEvents::tr("after %1 requests", nullptr, pluralNumber(requests)).arg(QLocale().toString(requests));
}

/// A warning is for what somebody may have to look into: a request was lost, or refused, or something was cut. A
/// connection that was opened in advance, and closed without a request, is none, however it was closed.
EventKind kindOf(const ConnectionInfo &info)
{
    const bool wasBusy = info.stateBeforeClose == ConnectionState::Reading
        || info.stateBeforeClose == ConnectionState::Responding || info.stateBeforeClose == ConnectionState::WebSocket;
    const bool wasCut = info.cause == CloseCause::Aborted || info.cause == CloseCause::TimedOut;
    const bool isWarning = !info.lostRequests.isEmpty() || info.cause == CloseCause::Rejected || (wasCut && wasBusy);
    return isWarning ? EventKind::Warning : EventKind::Closed;
}

/// "lost: GET /hang, POST /"
QString lostText(const ConnectionInfo &info)
{
    QStringList lines;
    for (const LostRequest &request : info.lostRequests)
        lines += request.line.isEmpty() ? ConnectionEvents::tr("a part of a request")
                                        : QString::fromLatin1(request.line);
    return ConnectionEvents::tr("lost: %1").arg(lines.join(QStringLiteral(", ")));
}

Event opened(const ConnectionInfo &info)
{
    return { wallClockTime(info.openedAt), EventKind::Opened, ConnectionEvents::tr("%1 opened").arg(name(info)) };
}

Event closed(const ConnectionInfo &info)
{
    //: "#7 127.0.0.1:5007", "closed by the client", "after 3 requests"
    QString text = ConnectionEvents::tr("%1 %2 %3")
                       .arg(name(info), howItEnded(info.cause), afterRequests(info.requests));
    if (!info.closeReason.isEmpty())
        text = ConnectionEvents::tr("%1: %2").arg(text, VocabularyText::ofReason(info.closeReason));
    if (!info.lostRequests.isEmpty())
        text = ConnectionEvents::tr("%1; %2").arg(text, lostText(info));
    return { wallClockTime(info.closedAt), kindOf(info), text };
}

/// "9 closed by the client, 20 disconnected"
QString countsOfCauses(const Connections &connections)
{
    static constexpr std::array causes { CloseCause::ByClient, CloseCause::Disconnected, CloseCause::Aborted,
                                         CloseCause::TimedOut, CloseCause::Rejected };
    QStringList parts;
    for (const CloseCause cause : causes) {
        const auto count = std::ranges::count(connections, cause, &ConnectionInfo::cause);
        if (count > 0)
            parts += howManyEnded(cause, pluralNumber(count));
    }
    return parts.join(QStringLiteral(", "));
}

/// How many more there are now than there were.
quint64 more(quint64 now, quint64 before)
{
    return now > before ? now - before : 0;
}

} // namespace

std::vector<Event> ConnectionEvents::update(const Snapshot &snapshot)
{
    Connections came;
    Connections went;
    std::vector<Known> now;
    now.reserve(static_cast<std::size_t>(snapshot.connections.size()));
    quint64 open = 0;
    auto known = m_known.cbegin();
    for (const ConnectionFacts &info : snapshot.connections) {
        now.push_back({ info->id, info->state == ConnectionState::Closed });
        known = std::find_if(known, m_known.cend(), [&](const Known &old) { return old.id >= info->id; });
        const bool isKnown = known != m_known.cend() && known->id == info->id;
        if (!isKnown)
            came.push_back(info.get());
        if (now.back().closed && (!isKnown || !known->closed))
            went.push_back(info.get());
        if (!now.back().closed)
            ++open;
    }
    if (!m_last) { // what came and went before the first snapshot is no event
        m_last = came.empty() ? snapshot.counts.accepted : static_cast<quint64>(came.front()->id) - 1;
        m_gone = *m_last;
    }
    const quint64 last = came.empty() ? *m_last : std::max(*m_last, static_cast<quint64>(came.back()->id));

    std::vector<Event> events;
    tellOpened(came, last, events);
    tellClosed(went, last - open, events);
    std::ranges::stable_sort(events, {}, &Event::time);
    m_known = std::move(now);
    m_last = last;
    return events;
}

// Ids count up, and each is given to a connection. So the ids since the last snapshot count the connections, also those
// that were gone before they could be seen. An id may show up late, after higher ones: workers are looked at one by
// one.
void ConnectionEvents::tellOpened(const Connections &came, quint64 last, std::vector<Event> &events)
{
    Connections untold;
    std::ranges::copy_if(came, std::back_inserter(untold),
                         [this](const auto *info) { return static_cast<quint64>(info->id) > m_counted; });
    const auto late = std::ranges::count_if(
        untold, [this](const auto *info) { return static_cast<quint64>(info->id) <= *m_last; });
    const quint64 count = last - *m_last + static_cast<quint64>(late);
    if (count <= burst) {
        std::ranges::transform(untold, std::back_inserter(events), [](const auto *info) { return opened(*info); });
        return;
    }
    const quint64 first = late > 0 ? static_cast<quint64>(untold.front()->id) : *m_last + 1;
    events.push_back({ wallClockTime(untold.back()->openedAt), EventKind::Opened,
                       tr("%Ln connections opened, #%1 to #%2", nullptr, pluralNumber(count)).arg(first).arg(last) });
    m_counted = last;
}

void ConnectionEvents::tellClosed(Connections &went, quint64 gone, std::vector<Event> &events)
{
    std::ranges::stable_sort(went, {}, &ConnectionInfo::closedAt);
    if (went.size() <= burst) {
        std::ranges::transform(went, std::back_inserter(events), [](const auto *info) { return closed(*info); });
    } else {
        // A snapshot has only the last ones that have gone.
        const quint64 count = std::max<quint64>(went.size(), more(gone, m_gone));
        const QString text = count > went.size()
            ? tr("%Ln connections gone, the last of them: %1", nullptr, pluralNumber(count))
            : tr("%Ln connections gone: %1", nullptr, pluralNumber(count));
        const bool isWarning = std::ranges::any_of(
            went, [](const auto *info) { return kindOf(*info) == EventKind::Warning; });
        qsizetype lost = 0;
        for (const ConnectionInfo *info : went)
            lost += info->lostRequests.size();
        const QString causes = countsOfCauses(went);
        events.push_back({ wallClockTime(went.back()->closedAt), isWarning ? EventKind::Warning : EventKind::Closed,
                           text.arg(lost == 0 ? causes
                                              //: how the connections ended, then how many requests
                                              : tr("%1; %Ln LOST", nullptr, pluralNumber(lost)).arg(causes)) });
    }
    m_gone = gone;
}

} // namespace Drainboard
