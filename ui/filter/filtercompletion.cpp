// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "filter/filtercompletion.h"

#include "filter/filterwords.h"

#include <algorithm>
#include <utility>

namespace Drainboard {
namespace {

/// Where the term at \a cursor begins; -1 if the cursor is between quotes.
qsizetype beginOfTerm(const QString &line, qsizetype cursor)
{
    qsizetype begin = 0;
    bool isQuoted = false;
    for (qsizetype at = 0; at < cursor; ++at) {
        if (line[at] == QLatin1Char('"'))
            isQuoted = !isQuoted;
        else if (line[at].isSpace() && !isQuoted)
            begin = at + 1;
    }
    return isQuoted ? -1 : begin;
}

bool isSign(QChar c)
{
    return c == QLatin1Char(':') || c == QLatin1Char('=') || c == QLatin1Char('<') || c == QLatin1Char('>');
}

/// "state:idle" for who begins with "idl", and does not know the key.
QStringList termsWith(const QString &beginning)
{
    QStringList terms;
    for (const auto key : { FilterTerm::Key::State, FilterTerm::Key::End }) {
        const QStringList values = FilterWords::values(key);
        for (const QString &value : values) {
            if (value.startsWith(beginning, Qt::CaseInsensitive))
                terms += FilterWords::word(key) + QLatin1Char(':') + value;
        }
    }
    return terms;
}

} // namespace

FilterCompletion FilterCompletion::at(const QString &line, qsizetype cursor, const KnownValues &known)
{
    cursor = std::clamp<qsizetype>(cursor, 0, line.size());
    FilterCompletion completion;
    qsizetype begin = beginOfTerm(line, cursor);
    if (begin < 0)
        return completion;
    if (begin < cursor && line[begin] == QLatin1Char('-'))
        ++begin;
    const QString typed = line.mid(begin, cursor - begin);
    const auto sign = std::ranges::find_if(typed, isSign);
    QStringList offered;
    completion.position = begin;
    if (sign == typed.end()) {
        offered = FilterWords::beginnings();
    } else {
        const qsizetype signAt = sign - typed.begin();
        qsizetype valueAt = std::max(signAt, typed.lastIndexOf(QLatin1Char(','))) + 1;
        while (valueAt < typed.size() && isSign(typed[valueAt])) // "status:>="
            ++valueAt;
        completion.position = begin + valueAt;
        if (const auto key = FilterWords::key(typed.left(signAt)))
            offered = FilterWords::values(*key) + (known ? known(*key) : QStringList());
    }
    const QString word = line.mid(completion.position, cursor - completion.position);
    completion.length = word.size();
    for (const QString &proposal : std::as_const(offered)) {
        if (proposal.startsWith(word, Qt::CaseInsensitive) && proposal.size() > word.size())
            completion.proposals += proposal;
    }
    if (sign == typed.end() && !typed.isEmpty())
        completion.proposals += termsWith(typed);
    return completion;
}

} // namespace Drainboard
