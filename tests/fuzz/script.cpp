// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "script.h"

#include <algorithm>

namespace Drainboard {

namespace {

// More than may wait behind a response, little enough to be quick.
constexpr int kilobytesAtMost = 96;

QByteArray expanded(const QByteArray &section)
{
    QByteArray result;
    int kilobytes = 0;
    for (const char byte : section) {
        if (byte == '\xfe' && ++kilobytes <= kilobytesAtMost)
            result.append(1024, 'x');
        else
            result.append(byte);
    }
    return result;
}

} // namespace

Script::Script(QByteArrayView bytes)
{
    QByteArrayList sections = bytes.toByteArray().split('\xff');
    const QByteArray settings = sections.takeFirst();
    const auto setting = [&settings](qsizetype index, quint8 otherwise) {
        return index < settings.size() ? quint8(settings.at(index)) : otherwise;
    };
    const auto position = [&setting](qsizetype index) {
        const quint8 value = setting(index, 'd');
        return value < 'd' ? qsizetype(value) : never;
    };
    limits.target = setting(0, 'd');
    limits.header = setting(1, 'd') * 32;
    limits.headerFields = setting(2, 'd');
    limits.body = quint64(setting(3, 'd')) * setting(3, 'd');
    limits.keepAliveTimeout = std::chrono::seconds(setting(4, 0));
    closeAt = position(5);
    refuseAt = position(6);
    pieceSizes = settings.sliced(std::min<qsizetype>(7, settings.size()));

    if (!sections.isEmpty())
        requests = expanded(sections.takeFirst());
    responses = sections;
}

} // namespace Drainboard
