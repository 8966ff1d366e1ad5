// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
// The verdict on several connections together.
#include "verdict/verdict.h"
#include "verdict/verdicttext.h"

#include <algorithm>

namespace Drainboard {

using Kind = Verdict::Kind;

namespace {

/// What \a verdicts, which are of one kind, have in common: the word that most of them are about.
QString mostAbout(const QList<Verdict> &verdicts)
{
    const auto count = [&verdicts](const QString &about) {
        return std::ranges::count(verdicts, about, &Verdict::about);
    };
    return std::ranges::max_element(verdicts, {}, [&](const Verdict &one) { return count(one.about); })->about;
}

/// What the times of \a verdicts, which are in order of time, tell; empty where there is none.
QString ofTimes(const QList<Verdict> &verdicts)
{
    const auto shortest = verdicts.front().time;
    const auto longest = verdicts.back().time;
    const auto middle = verdicts[verdicts.size() / 2].time;
    if (longest.count() == 0)
        return {};
    const qsizetype alike = std::ranges::count_if(
        verdicts, [middle](const Verdict &one) { return isSameTimeout(one.time, middle); });
    const Kind kind = verdicts.front().kind;
    if (kind == Kind::IdleClosedByClient && alike >= 3 && 2 * alike > verdicts.size())
        return VerdictText::tr("%n of them after %1: that is the time-out of its pool.", nullptr,
                               VerdictText::number(alike))
            .arg(VerdictText::time(middle));
    if (VerdictText::time(shortest) == VerdictText::time(longest))
        return VerdictText::tr("The time was %1.").arg(VerdictText::time(longest));
    return VerdictText::tr("The time was %1 to %2.").arg(VerdictText::time(shortest), VerdictText::time(longest));
}

/// What most of \a verdicts are about, where that tells something.
QString ofSubject(const QList<Verdict> &verdicts)
{
    const QString about = mostAbout(verdicts);
    if (about.isEmpty())
        return {};
    switch (verdicts.front().kind) {
    case Kind::NoReuse:
        return VerdictText::tr("Mostly since %1.").arg(about);
    case Kind::WaitedForWorker:
        return VerdictText::tr("Mostly behind %1.").arg(about);
    default:
        return VerdictText::tr("Mostly: %1.").arg(about);
    }
}

} // namespace

Verdict verdictOn(const QList<ConnectionCase> &connections)
{
    if (connections.size() == 1)
        return verdictOn(connections.front());
    QList<Verdict> verdicts;
    for (const ConnectionCase &connection : connections)
        verdicts += verdictOn(connection);
    const auto worst = std::ranges::max_element(verdicts, {}, &Verdict::kind);
    if (worst == verdicts.end() || worst->kind == Kind::Fine)
        return {};
    const Kind kind = worst->kind;
    verdicts.removeIf([kind](const Verdict &one) { return one.kind != kind; });
    std::ranges::stable_sort(verdicts, {}, &Verdict::time);

    QString sentence = VerdictText::ofGroup(kind, verdicts.size(), connections.size());
    for (const QString &more : { ofTimes(verdicts), ofSubject(verdicts) }) {
        if (!more.isEmpty())
            sentence += u' ' + more;
    }
    return { .kind = kind,
             .word = VerdictText::word(kind),
             .sentence = sentence,
             .time = verdicts[verdicts.size() / 2].time,
             .about = mostAbout(verdicts) };
}

} // namespace Drainboard
