// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "demoview/demotext.h"

#include "child/signalnames.h"
#include "look/pluralnumber.h"

#include <csignal>

namespace Drainboard {

namespace {

constexpr qsizetype longestCommand = 40;

} // namespace

QString DemoText::nameOf(ShutdownPolicy policy, bool isOwn)
{
    return isOwn ? tr("your server") : toText(policy);
}

QString DemoText::whatItDoes(const OwnServer &own)
{
    QString command = own.child.command.join(u' ').simplified();
    if (command.size() > longestCommand)
        command = command.left(longestCommand - 1) + u'…';
    //: a command, a signal
    return tr("%1, told to stop by %2").arg(command, SignalNames::nameOf(own.child.stopSignal));
}

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

// It was told to stop by one signal, and another one ends it where that is not enough.
QString DemoText::sentenceOfOwn(const DemoOutcome &outcome)
{
    const bool wasKilled = outcome.signal == SignalNames::nameOf(SIGKILL);
    if (!outcome.wasTold)
        return outcome.lost == 0 ? tr("It ended by itself, before it was told to.")
                                 : tr("It ended by itself, before it was told to. %n requests got no answer.", nullptr,
                                      pluralNumber(outcome.lost));
    if (wasKilled && outcome.lost == 0)
        return tr("It did not end in time, and was killed with %n connections open.", nullptr,
                  pluralNumber(outcome.leftOpen));
    if (wasKilled)
        return tr("It did not end in time, and was killed. %n requests got no answer.", nullptr,
                  pluralNumber(outcome.lost));
    if (outcome.lost == 0)
        return tr("Each request was answered, and each connection closed.");
    return outcome.signal.isEmpty()
        ? tr("It ended in time. But %n requests got no answer.", nullptr, pluralNumber(outcome.lost))
        : tr("%1 ended it at once. %n requests got no answer.", nullptr, pluralNumber(outcome.lost))
              .arg(outcome.signal);
}

QString DemoText::sentence(const DemoOutcome &outcome)
{
    if (outcome.isOwn)
        return sentenceOfOwn(outcome);
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
