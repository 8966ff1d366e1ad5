// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "filter/connectionfilter.h"
#include "filter/filterterm.h"

#include <QCoreApplication>
#include <QString>

#include <optional>
#include <vector>

namespace Drainboard {

/// Reads the line of a ConnectionFilter from left to right, once. It ends at the first thing that is wrong. Any thread.
class FilterParser
{
    Q_DECLARE_TR_FUNCTIONS(Drainboard::FilterParser)

public:
    explicit FilterParser(const QString &line);

    /// False if there is an error.
    bool parse();
    const std::vector<FilterTerm> &terms() const { return m_terms; }
    const ConnectionFilter::Error &error() const { return m_error; }

private:
    /// One of the values of a term, without its quotes.
    struct Value
    {
        QString text {};
        qsizetype position = 0;
        qsizetype length = 0; ///< with its quotes
        bool isQuoted = false;
    };
    enum class Comparison { Equal, Less, LessOrEqual, Greater, GreaterOrEqual };

    bool parseTerm();
    bool parseText(FilterTerm *term);
    bool parseKey(FilterTerm *term, qsizetype keyLength);
    bool parseValues(FilterTerm *term, std::optional<Comparison> comparison);
    bool addValue(FilterTerm *term, const Value &value, std::optional<Comparison> comparison);
    bool addWord(FilterTerm *term, const Value &value);
    bool addNumber(FilterTerm *term, const Value &value, std::optional<Comparison> comparison);
    bool addRange(FilterTerm *term, const Value &value, Comparison comparison, quint64 number);
    std::optional<Value> readValue(bool stopsAtComma);
    std::optional<Comparison> readComparison(const QString &text, qsizetype *at) const;

    /// How many letters stand here before a ":", "=", "<" or ">"; 0 if this is no key.
    qsizetype keyLength() const;
    bool isAtEndOfTerm() const;
    bool fail(qsizetype position, qsizetype length, const QString &text);
    bool failValue(const FilterTerm &term, const Value &value);

    const QString m_line;
    qsizetype m_at = 0;
    std::vector<FilterTerm> m_terms;
    ConnectionFilter::Error m_error;
};

} // namespace Drainboard
