// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "demo/demoplan.h"

namespace Drainboard {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

// So many clients can be told apart on a screen.
constexpr int mostClients = 200;
constexpr milliseconds longestStory = 60s;

// Without a latency: the distance is the clients', as before the other servers.
TapSettings tapBefore(const OwnServer &own)
{
    TapSettings tap;
    tap.host = own.child.host;
    tap.port = own.child.port;
    tap.command = own.child.command.join(u' ');
    return tap;
}

} // namespace

milliseconds DemoPlan::beat()
{
    return 720ms;
}

// When the shutdown begins, and at force-after, no client of the usual crowd is about to begin or to end a request: the
// next one to do so is at least 30 ms away. A busy machine does not change the outcome then.
milliseconds DemoPlan::warmUp() const
{
    if (distance < 20ms)
        return 2550ms;
    return distance < 120ms ? 2150ms : 2290ms;
}

CrowdSettings DemoPlan::crowdSettings() const
{
    CrowdSettings settings;
    settings.plan = crowd;
    settings.seed = seed;
    settings.distance = distance;
    settings.beat = beat();
    settings.answersFin = false;
    const auto setPath = [&settings](CrowdKind kind, const char *path) { settings.paths[std::size_t(kind)] = path; };
    setPath(CrowdKind::Busy, "/delay/300");
    setPath(CrowdKind::Slow, "/delay/1300");
    setPath(CrowdKind::Upload, "/upload");
    setPath(CrowdKind::Hang, "/hang");
    setPath(CrowdKind::NoRead, "/stream/2900"); // is still in progress when the shutdown begins
    return settings;
}

CrowdSettings DemoPlan::crowdSettings(const OwnServer &own) const
{
    CrowdSettings settings = crowdSettings();
    settings.host = tapBefore(own).address().toLatin1(); // as a client of the server itself would say
    settings.path = own.path;
    settings.paths = {};
    settings.paths[std::size_t(CrowdKind::Hang)] = own.path; // the crowd wants it said
    return settings;
}

EngineSettings DemoPlan::engineSettings(const OwnServer &own) const
{
    EngineSettings settings = engineSettings(ShutdownPolicy::Drain);
    settings.tap = tapBefore(own);
    return settings;
}

EngineSettings DemoPlan::engineSettings(ShutdownPolicy policy) const
{
    EngineSettings settings;
    settings.port = 0;
    settings.policy = policy;
    settings.abortAfter = abortAfter;
    settings.forceAfter = forceAfter;
    settings.snapshotInterval = 100ms; // each is shown
    settings.findProcesses = false;
    return settings;
}

QString DemoPlan::problem() const
{
    CrowdSettings settings = crowdSettings();
    settings.port = 1; // any
    if (const QString wrong = settings.problem(); !wrong.isEmpty())
        return wrong;
    if (crowd.total() > mostClients)
        return QStringLiteral("more than %1 clients").arg(mostClients);
    if (abortAfter <= 0ms || forceAfter <= 0ms)
        return QStringLiteral("a time is negative, or nothing");
    if (forceAfter > longestStory)
        return QStringLiteral("force-after is longer than a minute");
    return {};
}

} // namespace Drainboard
