// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "crowd/crowdsettings.h"

#include "http/characters.h"

#include <algorithm>

namespace Drainboard {

namespace {

bool isToken(QByteArrayView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), isTokenCharacter);
}

bool isPath(QByteArrayView path)
{
    return path.startsWith('/') && std::all_of(path.begin(), path.end(), [](char c) { return c > ' ' && c < '\x7f'; });
}

bool isFieldValue(QByteArrayView value)
{
    return std::all_of(value.begin(), value.end(), isFieldCharacter);
}

// Where a message ends is for the crowd to say.
bool isOurs(const QByteArray &name)
{
    const QByteArray lower = name.toLower();
    return lower == "content-length" || lower == "transfer-encoding";
}

QString quoted(const QString &what, const QByteArray &text)
{
    return QStringLiteral("%1: \"%2\"").arg(what, QString::fromUtf8(text.simplified()));
}

} // namespace

const QByteArray &CrowdSettings::pathOf(CrowdKind kind) const
{
    const QByteArray &own = paths[std::size_t(kind)];
    return own.isEmpty() ? path : own;
}

QString CrowdSettings::problem() const
{
    if (plan.total() == 0)
        return QStringLiteral("the crowd is empty");
    if (std::ranges::any_of(plan.counts, [](int count) { return count < 0; }))
        return QStringLiteral("a negative number of clients");
    if (plan.total() > CrowdPlan::mostClients)
        return QStringLiteral("more than %1 clients").arg(CrowdPlan::mostClients);
    if (port == 0 || address.isNull())
        return QStringLiteral("no server is named for the crowd");
    if (distance.count() < 0 || beat.count() < 0 || requestTimeout.count() <= 0)
        return QStringLiteral("a time is negative, or nothing");
    if (!isToken(method))
        return quoted(QStringLiteral("not an HTTP method"), method);
    for (int i = 0; i < crowdKinds; ++i) {
        if (const QByteArray &asked = pathOf(CrowdKind(i)); !isPath(asked))
            return quoted(QStringLiteral("not a path that can be asked for"), asked);
    }
    if (plan.of(CrowdKind::Hang) > 0 && paths[std::size_t(CrowdKind::Hang)].isEmpty())
        return QStringLiteral("clients that hang need a path that is never answered");
    if (!isFieldValue(host))
        return quoted(QStringLiteral("not a host"), host);
    for (const auto &[name, value] : headers) {
        if (!isToken(name) || !isFieldValue(value))
            return quoted(QStringLiteral("not a header"), name + ": " + value);
        if (isOurs(name))
            return quoted(QStringLiteral("a header that the crowd writes itself"), name);
    }
    return {};
}

} // namespace Drainboard
