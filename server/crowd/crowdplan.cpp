// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "crowd/crowdplan.h"

#include <QStringList>

#include <numeric>

namespace Drainboard {

namespace {

const std::array<QString, crowdKinds> &words()
{
    static const std::array<QString, crowdKinds> all {
        QStringLiteral("idle"),       QStringLiteral("busy"), QStringLiteral("slow"), QStringLiteral("upload"),
        QStringLiteral("preconnect"), QStringLiteral("poll"), QStringLiteral("hang"), QStringLiteral("noread"),
    };
    return all;
}

QString knownWords()
{
    return QStringList(words().begin(), words().end()).join(QStringLiteral(", "));
}

} // namespace

QString toText(CrowdKind kind)
{
    return words()[std::size_t(kind)];
}

std::optional<CrowdKind> crowdKindFromString(QStringView text)
{
    for (int i = 0; i < crowdKinds; ++i) {
        if (words()[std::size_t(i)] == text)
            return CrowdKind(i);
    }
    return std::nullopt;
}

int CrowdPlan::total() const
{
    return std::accumulate(counts.begin(), counts.end(), 0);
}

CrowdKind CrowdPlan::kindOf(int number) const
{
    int kind = 0;
    while (kind + 1 < crowdKinds && number >= counts[std::size_t(kind)])
        number -= counts[std::size_t(kind++)];
    return CrowdKind(kind);
}

QString CrowdPlan::toString() const
{
    QStringList parts;
    for (int i = 0; i < crowdKinds; ++i) {
        if (counts[std::size_t(i)] > 0)
            parts += words()[std::size_t(i)] + u'=' + QString::number(counts[std::size_t(i)]);
    }
    return parts.join(u',');
}

CrowdPlan::Parsed CrowdPlan::parse(QStringView text)
{
    const auto wrong = [](const QString &error) { return Parsed { .error = error }; };
    if (text.trimmed().isEmpty())
        return wrong(QStringLiteral("the crowd is empty"));
    CrowdPlan plan;
    std::array<bool, crowdKinds> isGiven {};
    int total = 0;
    const QList<QStringView> parts = text.split(u',');
    for (const QStringView part : parts) {
        const qsizetype sign = part.indexOf(u'=');
        if (sign < 0)
            return wrong(QStringLiteral("not of the form kind=number: \"%1\"").arg(part));
        const QStringView word = part.first(sign).trimmed();
        const std::optional<CrowdKind> kind = crowdKindFromString(word);
        if (!kind)
            return wrong(QStringLiteral("unknown kind of client: \"%1\"; known are %2").arg(word, knownWords()));
        if (std::exchange(isGiven[std::size_t(*kind)], true))
            return wrong(QStringLiteral("kind of client given twice: \"%1\"").arg(word));
        bool isNumber = false;
        const qlonglong count = part.sliced(sign + 1).trimmed().toLongLong(&isNumber);
        if (!isNumber || count < 0)
            return wrong(QStringLiteral("not a number of clients: \"%1\"").arg(part));
        if (count > mostClients - total)
            return wrong(QStringLiteral("more than %1 clients: \"%2\"").arg(mostClients).arg(text));
        total += plan.counts[std::size_t(*kind)] = int(count);
    }
    if (total == 0)
        return wrong(QStringLiteral("the crowd is empty: \"%1\"").arg(text));
    return { .plan = plan };
}

} // namespace Drainboard
