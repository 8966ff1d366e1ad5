// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "rememberedplan.h"

#include <QSettings>

#include <chrono>
#include <optional>

using namespace std::chrono_literals;

namespace Drainboard {
namespace {

// As the options are called.
const auto policyName = QStringLiteral("policy");
const auto idleGraceName = QStringLiteral("idle-grace");
const auto abortAfterName = QStringLiteral("abort-after");
const auto forceAfterName = QStringLiteral("force-after");
const auto automatic = QStringLiteral("auto");

QString keyOf(const QString &option)
{
    return QStringLiteral("shutdown/") + option;
}

} // namespace

RememberedPlan::RememberedPlan(QSettings &settings)
    : m_settings(settings)
{
}

void RememberedPlan::restore(ShutdownPlan &plan, const QStringList &options) const
{
    const auto valueOf = [&](const QString &option) {
        return options.contains(option) ? QVariant() : m_settings.value(keyOf(option));
    };
    const auto timeOf = [&](const QString &option, std::chrono::milliseconds least) {
        constexpr std::chrono::milliseconds longest = 24h * 24; // as Qt's timers count them
        bool isNumber = false;
        const std::chrono::milliseconds time(valueOf(option).toLongLong(&isNumber));
        return isNumber && time >= least && time <= longest ? std::optional(time) : std::nullopt;
    };
    plan.policy = shutdownPolicyFromString(valueOf(policyName).toString()).value_or(plan.policy);
    if (valueOf(idleGraceName) == automatic)
        plan.idleGrace.reset();
    else if (const auto time = timeOf(idleGraceName, 0ms))
        plan.idleGrace = time;
    plan.abortAfter = timeOf(abortAfterName, 1ms).value_or(plan.abortAfter);
    plan.forceAfter = timeOf(forceAfterName, 1ms).value_or(plan.forceAfter);
}

void RememberedPlan::save(const ShutdownPlan &before, const ShutdownPlan &after)
{
    const auto remember = [this](const QString &option, const QVariant &value) {
        m_settings.setValue(keyOf(option), value);
    };
    if (after.policy != before.policy)
        remember(policyName, toText(after.policy));
    if (after.idleGrace != before.idleGrace)
        remember(idleGraceName, after.idleGrace ? QVariant(qlonglong(after.idleGrace->count())) : QVariant(automatic));
    if (after.abortAfter != before.abortAfter)
        remember(abortAfterName, qlonglong(after.abortAfter.count()));
    if (after.forceAfter != before.forceAfter)
        remember(forceAfterName, qlonglong(after.forceAfter.count()));
}

} // namespace Drainboard
