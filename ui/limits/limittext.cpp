// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "limits/limittext.h"

#include <algorithm>
#include <array>

using namespace std::chrono_literals;

namespace Drainboard {
namespace {

struct Unit
{
    QLatin1String name;
    quint64 size = 1;
};

// The largest first. Names are the same in all languages.
const std::array timeUnits { Unit { QLatin1String("min"), 60'000 }, Unit { QLatin1String("m"), 60'000 },
                             Unit { QLatin1String("ms"), 1 }, Unit { QLatin1String("s"), 1000 } };
const std::array sizeUnits { Unit { QLatin1String("G"), quint64(1) << 30 }, Unit { QLatin1String("M"), 1 << 20 },
                             Unit { QLatin1String("K"), 1 << 10 } };

// toULongLong() alone would accept a sign.
std::optional<quint64> digits(QStringView text)
{
    const auto isDigit = [](QChar character) { return character >= u'0' && character <= u'9'; };
    bool ok = !text.isEmpty() && std::ranges::all_of(text, isDigit);
    const quint64 number = ok ? text.toULongLong(&ok) : 0;
    return ok ? std::optional(number) : std::nullopt;
}

std::optional<quint64> multiplied(std::optional<quint64> number, quint64 unit, quint64 most)
{
    return number && *number <= most / unit ? std::optional(*number * unit) : std::nullopt;
}

QString withUnit(quint64 number, QLatin1String unit)
{
    return QString::number(number) + u' ' + unit;
}

} // namespace

QString LimitText::of(std::chrono::milliseconds time)
{
    const auto count = quint64(time.count());
    if (count == 0)
        return QStringLiteral("0");
    if (count % 60'000 == 0)
        return withUnit(count / 60'000, QLatin1String("min"));
    return count % 1000 == 0 ? withUnit(count / 1000, QLatin1String("s")) : withUnit(count, QLatin1String("ms"));
}

QString LimitText::ofSize(quint64 bytes)
{
    for (const Unit &unit : sizeUnits) {
        if (bytes > 0 && bytes % unit.size == 0)
            return withUnit(bytes / unit.size, unit.name);
    }
    return QString::number(bytes);
}

std::optional<std::chrono::milliseconds> LimitText::toTime(QStringView text)
{
    constexpr quint64 longest = std::chrono::milliseconds(24h * 24).count();
    const QStringView typed = text.trimmed();
    if (typed == u"0")
        return 0ms;
    for (const Unit &unit : timeUnits) {
        if (!typed.endsWith(unit.name))
            continue;
        if (const auto number = multiplied(digits(typed.chopped(unit.name.size()).trimmed()), unit.size, longest))
            return std::chrono::milliseconds(*number);
    }
    return std::nullopt;
}

std::optional<quint64> LimitText::toSize(QStringView text, quint64 most)
{
    const QStringView typed = text.trimmed();
    for (const Unit &unit : sizeUnits) {
        if (typed.endsWith(unit.name))
            return multiplied(digits(typed.chopped(unit.name.size()).trimmed()), unit.size, most);
    }
    return multiplied(digits(typed), 1, most);
}

} // namespace Drainboard
