// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "demoview/demotext.h"

#include "look/pluralnumber.h"

namespace Drainboard {

QString DemoText::whatItDoes(ShutdownPolicy policy)
{
    switch (policy) {
    case ShutdownPolicy::StopListening:
        return tr("the question: stop accepting, and wait");
    case ShutdownPolicy::DisconnectAll:
        return tr("the usual answer: disconnect every client at once");
    case ShutdownPolicy::Drain:
        return tr("Drainboard: let requests finish, close each connection when it is idle");
    }
    return {};
}

QString DemoText::sentence(const DemoOutcome &outcome)
{
    if (outcome.phase == ShutdownPhase::Forced) {
        const QString open = tr("Time was up with %n connections open.", nullptr, pluralNumber(outcome.leftOpen));
        return outcome.lost == 0 ? tr("%1 No request was in progress.").arg(open)
                                 : tr("%1 What they waited for is lost.").arg(open);
    }
    if (outcome.lost == 0)
        return tr("Each request was answered, and each connection closed.");
    if (outcome.hasLostOnlyHanging())
        return tr("Each request was answered, except %n that hangs for ever.", nullptr, pluralNumber(outcome.lost));
    return outcome.exitCode == 0
        ? tr("It ended in time, with exit code 0. But %n requests were cut off.", nullptr, pluralNumber(outcome.lost))
        : tr("%n requests were cut off.", nullptr, pluralNumber(outcome.lost));
}

QString DemoText::nameOf(std::optional<CrowdKind> kind)
{
    if (!kind)
        return tr("guests");
    switch (*kind) {
    case CrowdKind::Idle:
        return tr("browsers");
    case CrowdKind::Busy:
        return tr("busy pool");
    case CrowdKind::Slow:
        return tr("slow");
    case CrowdKind::Upload:
        return tr("upload");
    case CrowdKind::Preconnect:
        return tr("preconnect");
    case CrowdKind::Poll:
        return tr("polls");
    case CrowdKind::Hang:
        return tr("hangs");
    case CrowdKind::NoRead:
        return tr("not reading");
    }
    return {};
}

QString DemoText::whatTheyDo(std::optional<CrowdKind> kind)
{
    if (!kind)
        return tr("Somebody who is none of the crowd: a browser of yours.");
    switch (*kind) {
    case CrowdKind::Idle:
        return tr("A browser: has loaded a page, keeps its connection, and does not close it when the server does.");
    case CrowdKind::Busy:
        return tr("One of a pool: sends one request after the other on the same connection.");
    case CrowdKind::Slow:
        return tr("Its request takes the server more than a second.");
    case CrowdKind::Upload:
        return tr("Sends a body for a second, again and again.");
    case CrowdKind::Preconnect:
        return tr("Has connected in advance, and sends nothing.");
    case CrowdKind::Poll:
        return tr("Sends a request each second.");
    case CrowdKind::Hang:
        return tr("Asks for what is never answered.");
    case CrowdKind::NoRead:
        return tr("Asks for a stream, and does not read what comes.");
    }
    return {};
}

QString DemoText::wholeSeconds(std::chrono::milliseconds time)
{
    const auto count = std::chrono::duration_cast<std::chrono::seconds>(time).count();
    return count < 0 ? tr("−%1 s").arg(-count) : tr("%1 s").arg(count);
}

QString DemoText::seconds(std::chrono::milliseconds time)
{
    return tr("%1 s").arg(double(time.count()) / 1000, 0, 'f', 1);
}

} // namespace Drainboard
