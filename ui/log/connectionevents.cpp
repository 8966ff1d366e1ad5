// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "log/connectionevents.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

namespace Drainboard {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Drainboard::ConnectionEvents", text);
}

QString name(const ConnectionInfo &info)
{
    return QStringLiteral("#%1 %2").arg(static_cast<qulonglong>(info.id)).arg(info.peer);
}

QString howItEnded(CloseCause cause)
{
    switch (cause) {
    case CloseCause::None:
        break;
    case CloseCause::ByClient:
        return tr("closed by the client");
    case CloseCause::Disconnected:
        return tr("disconnected");
    case CloseCause::Aborted:
        return tr("aborted");
    case CloseCause::TimedOut:
        return tr("timed out");
    case CloseCause::Rejected:
        return tr("rejected");
    }
    return tr("closed");
}

QString afterRequests(const ConnectionInfo &info)
{
    if (info.requests == 0)
        return tr("without a request");
    if (info.requests == 1)
        return tr("after 1 request");
    return tr("after %1 requests").arg(QLocale().toString(info.requests));
}

EventKind kindOf(CloseCause cause)
{
    switch (cause) {
    case CloseCause::Aborted:
    case CloseCause::TimedOut:
    case CloseCause::Rejected:
        return EventKind::Warning;
    default:
        return EventKind::Closed;
    }
}

Event opened(const ConnectionInfo &info)
{
    return { wallClockTime(info.openedAt), EventKind::Opened, tr("%1 opened").arg(name(info)) };
}

Event closed(const ConnectionInfo &info)
{
    QString text = QStringLiteral("%1 %2 %3").arg(name(info), howItEnded(info.cause), afterRequests(info));
    if (!info.closeReason.isEmpty())
        text += QStringLiteral(": ") + QString::fromLatin1(info.closeReason);
    return { wallClockTime(info.closedAt), kindOf(info.cause), text };
}

using Connections = std::vector<const ConnectionInfo *>;

/// Of \a count connections, \a connections are the last: the others were gone before anybody could look.
Event manyOpened(const Connections &connections, quint64 count)
{
    const auto last = static_cast<quint64>(connections.back()->id);
    return { wallClockTime(connections.back()->openedAt), EventKind::Opened,
             tr("%1 connections opened, #%2 to #%3").arg(QLocale().toString(count)).arg(last - count + 1).arg(last) };
}

Event manyClosed(const Connections &connections, quint64 count)
{
    static constexpr std::array causes { CloseCause::ByClient, CloseCause::Disconnected, CloseCause::Aborted,
                                         CloseCause::TimedOut, CloseCause::Rejected };
    QStringList parts;
    EventKind kind = EventKind::Closed;
    for (const CloseCause cause : causes) {
        const auto ended = std::ranges::count(connections, cause, &ConnectionInfo::cause);
        if (ended == 0)
            continue;
        parts += QStringLiteral("%1 %2").arg(QLocale().toString(qlonglong { ended }), howItEnded(cause));
        if (kindOf(cause) == EventKind::Warning)
            kind = EventKind::Warning;
    }
    const auto *last = *std::ranges::max_element(connections, {}, &ConnectionInfo::closedAt);
    const QString text = count > connections.size() ? tr("%1 connections gone, the last of them: %2")
                                                    : tr("%1 connections gone: %2");
    return { wallClockTime(last->closedAt), kind,
             text.arg(QLocale().toString(count), parts.join(QStringLiteral(", "))) };
}

} // namespace

std::vector<Event> ConnectionEvents::update(const Snapshot &snapshot)
{
    Connections came;
    Connections went;
    std::vector<Known> now;
    now.reserve(static_cast<std::size_t>(snapshot.connections.size()));
    auto known = m_known.cbegin();
    for (const ConnectionFacts &info : snapshot.connections) {
        now.push_back({ info->id, info->state == ConnectionState::Closed });
        known = std::find_if(known, m_known.cend(), [&](const Known &old) { return old.id >= info->id; });
        const bool isKnown = known != m_known.cend() && known->id == info->id;
        if (!isKnown)
            came.push_back(info.get());
        if (now.back().closed && (!isKnown || !known->closed))
            went.push_back(info.get());
    }
    // A snapshot has only the last ones that have gone.
    const auto since = [](quint64 count, quint64 before) { return count > before ? count - before : 0; };
    const quint64 gone = since(snapshot.counts.accepted, static_cast<quint64>(snapshot.counts.open));
    std::vector<Event> events;
    if (came.size() > burst)
        events.push_back(manyOpened(came, std::max<quint64>(came.size(), since(snapshot.counts.accepted, m_accepted))));
    else
        std::ranges::transform(came, std::back_inserter(events), [](const auto *info) { return opened(*info); });
    if (went.size() > burst) {
        events.push_back(manyClosed(went, std::max<quint64>(went.size(), since(gone, m_gone))));
    } else {
        std::ranges::stable_sort(went, {}, &ConnectionInfo::closedAt);
        std::ranges::transform(went, std::back_inserter(events), [](const auto *info) { return closed(*info); });
    }
    m_known = std::move(now);
    m_accepted = snapshot.counts.accepted;
    m_gone = gone;
    return events;
}

} // namespace Drainboard
