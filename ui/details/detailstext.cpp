// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "details/detailstext.h"

#include "details/requesttext.h"
#include "look/durationtext.h"
#include "look/pluralnumber.h"
#include "look/vocabularytext.h"

#include <QLocale>

#include <functional>
#include <map>

using namespace std::chrono;

namespace Drainboard {
namespace {

QString timeText(SteadyClock::duration time)
{
    return durationText(duration_cast<milliseconds>(time));
}

QString joined(const QStringList &parts)
{
    return parts.join(QStringLiteral(" · "));
}

} // namespace

QString DetailsText::request(const QByteArray &line)
{
    return line.isEmpty() ? tr("a request") : QString::fromLatin1(line);
}

QString DetailsText::headline(const ConnectionInfo &info, const ClientProcess *process, const Verdict &verdict,
                              SteadyTime now)
{
    const QString number = QStringLiteral("#%1").arg(quint64(info.id));
    const QString who = process ? QStringLiteral("%1 %2").arg(process->name, QString::number(process->pid)) : info.peer;
    return joined({ number, who, verdict.sentence.isEmpty() ? stateSentence(info, now) : verdict.sentence });
}

// What is to be said where there is nothing to warn of.
QString DetailsText::stateSentence(const ConnectionInfo &info, SteadyTime now)
{
    const QString time = timeText(now - info.stateSince);
    switch (info.state) {
    case ConnectionState::Waiting:
        return tr("It has waited for its worker for %1.").arg(time);
    case ConnectionState::New:
        return tr("Open for %1, and no byte has come yet.").arg(time);
    case ConnectionState::Reading:
        return tr("A request has been arriving for %1.").arg(time);
    case ConnectionState::Responding:
        return tr("%1 has been in progress for %2.").arg(request(info.requestLine), time);
    case ConnectionState::Idle:
        return tr("Idle for %1, open for the next request.").arg(time);
    case ConnectionState::WebSocket:
        return tr("A WebSocket for %1.").arg(time);
    case ConnectionState::Passing:
        return tr("%1 for %2: what passes is not looked into.").arg(VocabularyText::of(info.passed), time);
    case ConnectionState::Closing:
        if (info.isTapped())
            return tr("The server's FIN has come %1 ago; the client has not closed yet.").arg(time);
        return tr("We have sent our FIN %1 ago; the client has not closed yet.").arg(time);
    case ConnectionState::Closed:
        return tr("Closed: %1. Nothing was lost.").arg(VocabularyText::of(info.cause));
    }
    return {};
}

QString DetailsText::sums(quint64 requests, qsizetype lost, quint64 bytesIn, quint64 bytesOut)
{
    QStringList parts { tr("%Ln request(s)", nullptr, pluralNumber(requests)) };
    if (lost > 0)
        parts += tr("%Ln LOST", nullptr, pluralNumber(lost));
    parts += tr("%1 bytes in, %2 bytes out").arg(QLocale().toString(bytesIn), QLocale().toString(bytesOut));
    return joined(parts);
}

QString DetailsText::life(const ConnectionInfo &info)
{
    QStringList parts { info.peer, tr("opened at %1").arg(RequestText::clock(info.openedAt)) };
    if (!info.serverSide.isEmpty())
        parts += tr("the server sees it from %1").arg(info.serverSide);
    if (info.waited >= 1ms)
        parts += tr("waited %1 for its worker").arg(timeText(info.waited));
    parts += sums(info.requests, info.lostRequests.size(), info.bytesIn, info.bytesOut);
    if (info.end)
        parts += end(*info.end);
    if (info.state == ConnectionState::Closed)
        parts += tr("closed after %1: %2").arg(timeText(info.closedAt - info.openedAt), VocabularyText::of(info.cause));
    if (!info.closeReason.isEmpty())
        parts += VocabularyText::ofReason(info.closeReason);
    return joined(parts);
}

QString DetailsText::end(const ConnectionEnd &end)
{
    QString first = tr("%1 at %2").arg(firstSign(end), RequestText::clock(end.firstAt()));
    if (end.idleFor)
        first = tr("%1, after %2 idle").arg(first, timeText(*end.idleFor));
    else
        first = tr("%1, while %2").arg(first, VocabularyText::of(end.stateAtFirst));
    QStringList parts { first };
    parts += laterSigns(end);
    if (end.unread > 0)
        parts += tr("%1 bytes unread").arg(QLocale().toString(end.unread));
    if (end.unsent > 0)
        parts += tr("%1 bytes not acknowledged").arg(QLocale().toString(end.unsent));
    return joined(parts);
}

QString DetailsText::firstSign(const ConnectionEnd &end)
{
    const bool isClient = end.firstBy == EndSide::Client;
    switch (end.firstSign) {
    case EndSign::None:
        break;
    case EndSign::Fin:
        return isClient ? tr("the client closed first (FIN)") : tr("we closed first (FIN)");
    case EndSign::Reset:
        return isClient ? tr("the client reset it (RST)") : tr("we reset it (RST)");
    case EndSign::GivenUp:
        return tr("the kernel gave the client up");
    }
    return tr("nobody has closed");
}

QStringList DetailsText::laterSigns(const ConnectionEnd &end)
{
    QStringList parts;
    const SteadyTime first = end.firstAt();
    const auto add = [&](SteadyTime at, const QString &what) {
        if (at > first)
            parts += tr("%1 %2 later").arg(what, timeText(at - first));
    };
    add(end.clientFinAt, tr("the client's FIN"));
    add(end.ourFinAt, tr("our FIN"));
    if (end.resetBy != EndSide::Nobody)
        add(end.resetAt, end.resetBy == EndSide::Client ? tr("the client's RST") : tr("our RST"));
    return parts;
}

QString DetailsText::groupLines(const QList<Verdict> &verdicts, const std::optional<RequestLife> &slowest)
{
    std::map<Verdict::Kind, qsizetype, std::greater<>> counts; // what matters most first
    QMap<Verdict::Kind, QString> words;
    for (const Verdict &verdict : verdicts) {
        ++counts[verdict.kind];
        words[verdict.kind] = verdict.word;
    }
    QStringList lines;
    for (const auto &[kind, count] : counts) {
        const QString word = kind == Verdict::Kind::Fine ? tr("nothing to warn of") : words[kind];
        lines += QStringLiteral("%1 × %2").arg(QLocale().toString(count), word);
    }
    if (slowest)
        lines += tr("Slowest request: %1, %2, on #%3: %4")
                     .arg(request(slowest->requestLine), timeText(slowest->endedAt - slowest->firstByteIn),
                          QString::number(quint64(slowest->connection)), RequestText::outcome(*slowest));
    return lines.join(QLatin1Char('\n'));
}

QString DetailsText::groupHeadline(qsizetype count, const Verdict &verdict)
{
    const QString number = tr("%Ln connection(s)", nullptr, pluralNumber(count));
    return joined({ number, verdict.sentence.isEmpty() ? tr("Nothing to warn of.") : verdict.sentence });
}

QString DetailsText::groupLife(const QList<ConnectionFacts> &group)
{
    std::map<ConnectionState, qsizetype> states;
    quint64 requests = 0;
    quint64 bytesIn = 0;
    quint64 bytesOut = 0;
    qsizetype lost = 0;
    for (const ConnectionFacts &facts : group) {
        ++states[facts->state];
        requests += facts->requests;
        bytesIn += facts->bytesIn;
        bytesOut += facts->bytesOut;
        lost += facts->lostRequests.size();
    }
    QStringList parts;
    for (const auto &[state, count] : states)
        parts += QStringLiteral("%1 %2").arg(VocabularyText::of(state), QLocale().toString(count));
    parts += sums(requests, lost, bytesIn, bytesOut);
    return joined(parts);
}

} // namespace Drainboard
