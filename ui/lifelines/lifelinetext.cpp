// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "lifelines/lifelinetext.h"

#include "lifelines/boardaxis.h"
#include "look/durationtext.h"
#include "look/pluralnumber.h"

#include <QStringList>

#include <cmath>
#include <optional>

using namespace std::chrono;

namespace Drainboard {
namespace {

/// Who points at something is this many pixels off.
constexpr int reach = 4;

QString lengthText(nanoseconds length)
{
    return durationText(duration_cast<milliseconds>(length));
}

/// Of what is nearest to the pixel \a x, and not further away than a hand is unsteady.
std::optional<SpanList::Span> nearest(const SpanList &spans, const BoardAxis &axis, int x)
{
    std::optional<SpanList::Span> found;
    int best = reach + 1;
    for (std::size_t i = spans.firstEndingAfter(axis.timeAt(x - reach)); i < spans.size(); ++i) {
        const SpanList::Span span = spans.at(i);
        const int left = axis.x(span.begin);
        const int right = axis.x(span.end);
        if (left > x + reach)
            break;
        const int distance = x < left ? left - x : std::max(x - right, 0);
        if (distance < best) {
            best = distance;
            found = span;
        }
    }
    return found;
}

} // namespace

QString LifelineText::describe(const Lifeline &line, SteadyTime now)
{
    QStringList parts;
    if (line.isOpen())
        parts += tr("open for %1, %2").arg(lengthText(now - line.openedAt), activity(line, now));
    else
        parts += tr("closed %1 ago, after %2")
                     .arg(lengthText(now - line.closedAt), lengthText(line.closedAt - line.openedAt));
    parts += line.requests == 0 ? tr("no request") : tr("%Ln request(s)", nullptr, pluralNumber(line.requests));
    if (line.lost > 0)
        parts += tr("%Ln lost", nullptr, line.lost);
    for (const Lifeline::Sign &known : line.signs)
        parts += tr("%1 %2 ago").arg(sign(known), lengthText(now - known.at));
    return parts.join(QStringLiteral("; "));
}

QString LifelineText::activity(const Lifeline &line, SteadyTime now)
{
    const QString since = lengthText(now - line.activeSince);
    switch (line.activity) {
    case Lifeline::Activity::Idle:
        return line.halfClosedAt == SteadyTime() ? tr("idle") : tr("half-closed");
    case Lifeline::Activity::Request:
        return tr("a request in progress for %1").arg(since);
    case Lifeline::Activity::Waiting:
        return tr("waiting for a worker for %1").arg(since);
    case Lifeline::Activity::Unread:
        return tr("a response unread for %1").arg(since);
    case Lifeline::Activity::Stream:
        return tr("a WebSocket for %1").arg(since);
    }
    return {};
}

QString LifelineText::sign(const Lifeline::Sign &sign)
{
    const bool isFin = sign.kind == Lifeline::Sign::Kind::Fin;
    if (sign.side == Side::Client)
        return isFin ? tr("FIN by the client") : tr("RST by the client");
    return isFin ? tr("FIN by the server") : tr("RST by the server");
}

QString LifelineText::requestsIn(const SpanList::Span &span)
{
    if (span.count == 1)
        return tr("a request, %1").arg(lengthText(span.length()));
    const int percent = std::max(static_cast<int>(std::lround(span.share * 100)), 1);
    return tr("%1 within %2, busy for %3 %")
        .arg(tr("%Ln request(s)", nullptr, span.count), lengthText(span.length()), QString::number(percent));
}

QString LifelineText::momentIn(const Lifeline &line, const BoardAxis &axis, int x)
{
    const SteadyTime time = axis.timeAt(x);
    for (const Lifeline::Sign &known : line.signs) {
        if (std::abs(axis.x(known.at) - x) <= 2 * reach)
            return sign(known);
    }
    if (x > axis.x(axis.now()) + reach)
        return tr("not yet");
    if (x < axis.x(line.openedAt) - reach)
        return tr("not open yet");
    if (!line.isOpen() && x > axis.x(line.closedAt) + reach)
        return tr("closed");
    if (const auto span = nearest(line.waiting, axis, x))
        return tr("waiting for a worker, %1").arg(lengthText(span->length()));
    if (const auto span = nearest(line.unread, axis, x))
        return tr("a response unread, %1").arg(lengthText(span->length()));
    if (line.activity != Lifeline::Activity::Idle && x >= axis.x(line.activeSince) - reach)
        return activity(line, line.endOr(axis.now()));
    if (const auto span = nearest(line.inProgress, axis, x))
        return requestsIn(*span);
    const bool isHalf = line.halfClosedAt != SteadyTime() && time >= line.halfClosedAt;
    return isHalf ? tr("half-closed") : tr("idle");
}

QString LifelineText::describeAt(const Lifeline &line, const BoardAxis &axis, int x)
{
    return tr("%1: %2").arg(axis.clockText(axis.timeAt(x)), momentIn(line, axis, x));
}

} // namespace Drainboard
