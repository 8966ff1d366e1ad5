// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "rememberedlimits.h"

#include <QSettings>

#include <chrono>
#include <type_traits>

using namespace std::chrono_literals;

namespace Drainboard {
namespace {

QString limitKeyOf(const QString &option)
{
    return QStringLiteral("limits/") + option;
}

qlonglong numberOf(std::chrono::milliseconds time)
{
    return qlonglong(time.count());
}
qlonglong numberOf(auto number)
{
    return qlonglong(number);
}

// Calls \a action for each limit that has an option: its name, the largest value that makes sense, and a function that
// finds it. Times are in milliseconds.
void forEachLimit(auto action)
{
    constexpr qlonglong longest = std::chrono::milliseconds(24h * 24).count(); // as Qt's timers count them
    constexpr qlonglong gigabyte = qlonglong(1) << 30;
    const auto ofEach = [&](const QString &option, qlonglong most, auto member) {
        action(
            option, most, [member](auto &limits) -> auto & { return limits.connection.*member; });
    };
    ofEach(QStringLiteral("keep-alive-timeout"), longest, &ConnectionLimits::keepAliveTimeout);
    ofEach(QStringLiteral("header-timeout"), longest, &ConnectionLimits::headerTimeout);
    ofEach(QStringLiteral("body-timeout"), longest, &ConnectionLimits::bodyTimeout);
    ofEach(QStringLiteral("request-timeout"), longest, &ConnectionLimits::requestTimeout);
    ofEach(QStringLiteral("write-timeout"), longest, &ConnectionLimits::writeTimeout);
    ofEach(QStringLiteral("max-body"), 2 * gigabyte, &ConnectionLimits::body);
    ofEach(QStringLiteral("min-body-rate"), gigabyte, &ConnectionLimits::bodyRate);
    action(
        QStringLiteral("max-buffered"), 1024 * gigabyte, [](auto &limits) -> auto & { return limits.buffered; });
    action(
        QStringLiteral("max-connections"), 1'000'000, [](auto &limits) -> auto & { return limits.connections; });
}

} // namespace

RememberedLimits::RememberedLimits(QSettings &settings)
    : m_settings(settings)
{
}

void RememberedLimits::restore(ServerLimits &limits, const QStringList &options) const
{
    forEachLimit([&](const QString &option, qlonglong most, auto limitOf) {
        bool isNumber = false;
        const qlonglong number = m_settings.value(limitKeyOf(option)).toLongLong(&isNumber);
        if (options.contains(option) || !isNumber || number < 0 || number > most)
            return;
        limitOf(limits) = std::remove_reference_t<decltype(limitOf(limits))>(number);
    });
}

void RememberedLimits::save(const ServerLimits &before, const ServerLimits &after)
{
    forEachLimit([&](const QString &option, qlonglong, auto limitOf) {
        if (limitOf(after) != limitOf(before))
            m_settings.setValue(limitKeyOf(option), numberOf(limitOf(after)));
    });
}

} // namespace Drainboard
