// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "table/knownvalues.h"

#include "table/connectionmodel.h"

#include <QHash>

#include <algorithm>
#include <vector>

namespace Drainboard {
namespace {

constexpr std::size_t most = 30;

QString pathOf(const QByteArray &requestLine)
{
    const qsizetype begin = requestLine.indexOf(' ') + 1;
    const qsizetype query = requestLine.indexOf('?');
    return QString::fromLatin1(requestLine.sliced(begin, (query < 0 ? requestLine.size() : query) - begin));
}

// A value with a space in it, or a comma, would be taken for two.
bool canBeTyped(const QString &value)
{
    return !value.isEmpty()
        && std::ranges::none_of(value, [](QChar c) { return c.isSpace() || c == u',' || c == u'"'; });
}

} // namespace

QStringList knownValues(const ConnectionModel &model, FilterTerm::Key key)
{
    QHash<QString, int> counts;
    for (int row = 0; row < model.rowCount(); ++row) {
        const ConnectionInfo &connection = model.connection(row);
        QString value;
        if (key == FilterTerm::Key::Peer)
            value = connection.peer.left(connection.peer.lastIndexOf(u':'));
        else if (key == FilterTerm::Key::Route)
            value = pathOf(connection.requestLine);
        else if (key != FilterTerm::Key::Process)
            return {};
        else if (const ClientProcess *process = model.process(connection))
            value = process->name;
        if (canBeTyped(value))
            ++counts[value];
    }
    std::vector<std::pair<int, QString>> ordered;
    for (auto it = counts.constBegin(); it != counts.constEnd(); ++it)
        ordered.emplace_back(-it.value(), it.key());
    std::ranges::sort(ordered);
    ordered.resize(std::min(ordered.size(), most));
    QStringList values;
    for (const auto &[count, value] : ordered)
        values += value;
    return values;
}

} // namespace Drainboard
