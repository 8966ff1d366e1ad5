// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "crowd/crowd.h"

#include "crowd/crowdledger.h"
#include "crowd/crowdthread.h"
#include "loop/commandqueue.h"

#include <QDir>

#include <atomic>

#include <sys/resource.h>

namespace Drainboard {

namespace {

// For the event loop, and for what else the program may open meanwhile.
constexpr qint64 descriptorsBesides = 16;

// How many more this process may open.
qint64 descriptorsLeft()
{
    rlimit limit {};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return 0;
    const QDir open(QStringLiteral("/proc/self/fd"));
    const auto used = open.entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot).size();
    return qint64(std::min<rlim_t>(limit.rlim_cur, std::numeric_limits<int>::max())) - used;
}

} // namespace

class Crowd::Private
{
public:
    explicit Private(Crowd *crowd)
        : ledger(std::make_shared<CrowdLedger>(crowd->m_settings.plan))
        , thread(crowd->m_settings, ledger,
                 { .welcomed = [this, crowd] { signals.post([crowd] { Q_EMIT crowd->welcomed(); }); },
                   .finished =
                       [this, crowd] {
                           isFinished = true;
                           signals.post([crowd] { Q_EMIT crowd->finished(); });
                       } })
    {
    }

    const std::shared_ptr<CrowdLedger> ledger;
    std::atomic<bool> isFinished = false;
    CommandQueue signals;
    CrowdThread thread; // ends before all that it uses
};

Crowd::Crowd(const CrowdSettings &settings, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
{
}

Crowd::~Crowd() = default;

bool Crowd::start()
{
    if (d)
        return fail(QStringLiteral("the crowd has started already"));
    if (const QString problem = m_settings.problem(); !problem.isEmpty())
        return fail(problem);
    const qint64 wanted = m_settings.plan.total() + descriptorsBesides;
    if (const qint64 left = descriptorsLeft(); left < wanted)
        return fail(QStringLiteral("a crowd of %1 clients needs %2 descriptors, and %3 are left: see ulimit -n")
                        .arg(m_settings.plan.total())
                        .arg(wanted)
                        .arg(std::max<qint64>(left, 0)));
    auto started = std::make_unique<Private>(this);
    if (!started->thread.begin())
        return fail(QStringLiteral("no thread can be started"));
    d = std::move(started);
    return true;
}

bool Crowd::fail(const QString &reason)
{
    m_error = reason;
    return false;
}

void Crowd::expectEnd()
{
    if (d)
        d->thread.post(&CrowdRun::expectEnd);
}

void Crowd::stop()
{
    if (d)
        d->thread.post(&CrowdRun::stop);
}

bool Crowd::isFinished() const
{
    return d && d->isFinished;
}

CrowdResult Crowd::result() const
{
    return d ? d->ledger->result() : CrowdResult();
}

std::vector<CrowdClientInfo> Crowd::clients() const
{
    return d ? d->ledger->clients() : std::vector<CrowdClientInfo>();
}

std::optional<int> Crowd::clientAt(quint16 localPort) const
{
    return d ? d->ledger->clientAt(localPort) : std::nullopt;
}

} // namespace Drainboard

#include "moc_crowd.cpp"
