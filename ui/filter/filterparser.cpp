// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "filter/filterparser.h"

#include "filter/filterwords.h"

#include <QRegularExpression>

#include <algorithm>

namespace Drainboard {
namespace {

using Key = FilterTerm::Key;
using Takes = FilterWords::Takes;

/// So many digits always fit: what is counted or measured here is never as large.
constexpr int mostDigits = 12;

bool isComparison(QChar c)
{
    return c == QLatin1Char(':') || c == QLatin1Char('=') || c == QLatin1Char('<') || c == QLatin1Char('>');
}

std::optional<quint64> numberIn(const QString &text)
{
    const bool isDigits = std::ranges::all_of(text,
                                              [](QChar c) { return c >= QLatin1Char('0') && c <= QLatin1Char('9'); });
    if (!isDigits || text.isEmpty() || text.size() > mostDigits)
        return std::nullopt;
    return text.toULongLong();
}

/// "4xx" is everything from 400 on that begins so.
std::optional<quint64> statusClassIn(const QString &text)
{
    static const QRegularExpression form(QStringLiteral("^([1-5])xx$"), QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = form.match(text);
    return match.hasMatch() ? std::optional(match.captured(1).toULongLong() * 100) : std::nullopt;
}

/// In microseconds.
std::optional<quint64> lengthOfTimeIn(const QString &text)
{
    static const QRegularExpression form(QStringLiteral("^([0-9]{1,9})(?:\\.([0-9]{1,3}))?(ms|s|m|min|h)$"),
                                         QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = form.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    const QString unit = match.captured(3).toLower();
    const quint64 factor = unit == QLatin1String("ms") ? 1
        : unit == QLatin1String("s")                   ? 1000
        : unit == QLatin1String("h")                   ? 3'600'000
                                                       : 60'000;
    const quint64 thousandths = match.captured(2).leftJustified(3, QLatin1Char('0')).toULongLong();
    return (match.captured(1).toULongLong() * 1000 + thousandths) * factor;
}

} // namespace

FilterParser::FilterParser(const QString &line)
    : m_line(line)
{
}

bool FilterParser::parse()
{
    for (;;) {
        while (m_at < m_line.size() && m_line[m_at].isSpace())
            ++m_at;
        if (m_at == m_line.size())
            return true;
        if (!parseTerm())
            return false;
    }
}

bool FilterParser::parseTerm()
{
    FilterTerm term;
    term.position = m_at;
    if (m_line[m_at] == QLatin1Char('-')) {
        term.isNegated = true;
        ++m_at;
        if (isAtEndOfTerm())
            return fail(term.position, 1, tr("“-” needs something behind it, as in -state:closed"));
    }
    const qsizetype letters = keyLength();
    bool isRead = false;
    if (m_line[m_at] == QLatin1Char('#')) {
        term.key = Key::Id;
        ++m_at;
        isRead = parseValues(&term, std::nullopt);
    } else if (letters > 0) {
        isRead = parseKey(&term, letters);
    } else {
        isRead = parseText(&term);
    }
    if (!isRead)
        return false;
    term.length = m_at - term.position;
    m_terms.push_back(std::move(term));
    return true;
}

bool FilterParser::parseText(FilterTerm *term)
{
    const auto value = readValue(false);
    if (!value)
        return false;
    if (!value->isQuoted && FilterWords::key(value->text) == Key::Lost)
        term->key = Key::Lost;
    else
        term->texts = QStringList(value->text);
    return true;
}

// Only letters make a key: an address, or a port behind its colon, is text.
qsizetype FilterParser::keyLength() const
{
    qsizetype end = m_at;
    while (end < m_line.size() && (m_line[end].isLetter() || (m_line[end] == QLatin1Char('-') && end > m_at)))
        ++end;
    if (end == m_at || end == m_line.size() || !isComparison(m_line[end]))
        return 0;
    const bool isAddress = m_line.mid(end, 2) == QLatin1String("::"); // "fe::1", but "peer:::1" has a key
    return isAddress && !FilterWords::key(m_line.mid(m_at, end - m_at)) ? 0 : end - m_at;
}

bool FilterParser::parseKey(FilterTerm *term, qsizetype keyLength)
{
    const qsizetype begin = m_at;
    const QString word = m_line.mid(begin, keyLength);
    const auto key = FilterWords::key(word);
    if (!key)
        return fail(begin, keyLength, tr("“%1” is no key of the filter. Text with a colon stands in quotes").arg(word));
    term->key = *key;
    const Takes takes = FilterWords::takes(*key);
    if (takes == Takes::Nothing)
        return fail(begin, keyLength + 1, tr("“%1” stands alone").arg(word));
    m_at += keyLength;
    const qsizetype operatorAt = m_at;
    if (m_line[m_at] == QLatin1Char(':')) {
        ++m_at;
        return parseValues(term, std::nullopt);
    }
    const auto comparison = readComparison(m_line, &m_at);
    if ((takes == Takes::Text || takes == Takes::Word) && comparison != Comparison::Equal)
        return fail(operatorAt, m_at - operatorAt,
                    tr("“%1” takes a colon, as in %2").arg(word, FilterWords::example(*key)));
    return parseValues(term, comparison);
}

bool FilterParser::parseValues(FilterTerm *term, std::optional<Comparison> comparison)
{
    for (;;) {
        const auto value = readValue(true);
        if (!value || !addValue(term, *value, comparison))
            return false;
        if (isAtEndOfTerm())
            return true;
        ++m_at; // the comma
    }
}

std::optional<FilterParser::Value> FilterParser::readValue(bool stopsAtComma)
{
    Value value;
    value.position = m_at;
    if (m_at < m_line.size() && m_line[m_at] == QLatin1Char('"')) {
        const qsizetype end = m_line.indexOf(QLatin1Char('"'), m_at + 1);
        if (end < 0) {
            fail(m_at, m_line.size() - m_at, tr("A quote is missing at the end"));
            return std::nullopt;
        }
        value.isQuoted = true;
        value.text = m_line.mid(m_at + 1, end - m_at - 1);
        m_at = end + 1;
        if (value.text.isEmpty()) {
            fail(value.position, 2, tr("There is nothing between the quotes"));
            return std::nullopt;
        }
        if (!isAtEndOfTerm() && !(stopsAtComma && m_line[m_at] == QLatin1Char(','))) {
            fail(m_at, 1, tr("A space is missing behind the quote"));
            return std::nullopt;
        }
    } else {
        while (!isAtEndOfTerm() && !(stopsAtComma && m_line[m_at] == QLatin1Char(',')))
            ++m_at;
        value.text = m_line.mid(value.position, m_at - value.position);
    }
    value.length = m_at - value.position;
    return value;
}

bool FilterParser::addValue(FilterTerm *term, const Value &value, std::optional<Comparison> comparison)
{
    switch (FilterWords::takes(term->key)) {
    case Takes::Text:
        if (value.text.isEmpty())
            return failValue(*term, value);
        term->texts += value.text;
        return true;
    case Takes::Word:
        return addWord(term, value);
    case Takes::Number:
    case Takes::Status:
    case Takes::Length:
        return addNumber(term, value, comparison);
    case Takes::Nothing:
        break;
    }
    return true;
}

bool FilterParser::addWord(FilterTerm *term, const Value &value)
{
    const quint32 bits = FilterWords::bits(term->key, value.text);
    if (bits == 0)
        return failValue(*term, value);
    term->words |= bits;
    return true;
}

std::optional<FilterParser::Comparison> FilterParser::readComparison(const QString &text, qsizetype *at) const
{
    const auto isHere = [&](char c) { return *at < text.size() && text[*at] == QLatin1Char(c); };
    for (const char sign : { '<', '>' }) {
        if (!isHere(sign))
            continue;
        ++*at;
        if (!isHere('='))
            return sign == '<' ? Comparison::Less : Comparison::Greater;
        ++*at;
        return sign == '<' ? Comparison::LessOrEqual : Comparison::GreaterOrEqual;
    }
    if (!isHere('='))
        return std::nullopt;
    ++*at;
    return Comparison::Equal;
}

bool FilterParser::addNumber(FilterTerm *term, const Value &value, std::optional<Comparison> comparison)
{
    const Takes takes = FilterWords::takes(term->key);
    qsizetype digitsAt = 0;
    if (!comparison)
        comparison = readComparison(value.text, &digitsAt);
    const QString digits = value.text.mid(digitsAt);
    if (takes == Takes::Length) {
        const auto time = lengthOfTimeIn(digits);
        if (!time)
            return failValue(*term, value);
        if (!comparison || *comparison == Comparison::Equal) // no two are equal to the microsecond
            return fail(
                value.position, value.length,
                tr("“%1” needs < or >, as in %2").arg(FilterWords::word(term->key), FilterWords::example(term->key)));
        return addRange(term, value, *comparison, *time);
    }
    if (takes == Takes::Status && (!comparison || *comparison == Comparison::Equal)) {
        if (const auto first = statusClassIn(digits)) {
            term->ranges.push_back({ *first, *first + 99 });
            return true;
        }
    }
    const auto number = numberIn(digits);
    if (!number || (takes == Takes::Status && (*number < 100 || *number > 999)))
        return failValue(*term, value);
    return addRange(term, value, comparison.value_or(Comparison::Equal), *number);
}

bool FilterParser::addRange(FilterTerm *term, const Value &value, Comparison comparison, quint64 number)
{
    switch (comparison) {
    case Comparison::Equal:
        term->ranges.push_back({ number, number });
        break;
    case Comparison::Less:
        if (number == 0)
            return fail(value.position, value.length, tr("Nothing is less than 0"));
        term->ranges.push_back({ 0, number - 1 });
        break;
    case Comparison::LessOrEqual:
        term->ranges.push_back({ 0, number });
        break;
    case Comparison::Greater:
        term->ranges.push_back({ .from = number + 1 });
        break;
    case Comparison::GreaterOrEqual:
        term->ranges.push_back({ .from = number });
        break;
    }
    return true;
}

bool FilterParser::isAtEndOfTerm() const
{
    return m_at >= m_line.size() || m_line[m_at].isSpace();
}

// Always false, for who returns it.
bool FilterParser::fail(qsizetype position, qsizetype length, const QString &text)
{
    m_error = { position, length, text };
    return false;
}

bool FilterParser::failValue(const FilterTerm &term, const Value &value)
{
    const QString said = m_line.mid(term.position, value.position - term.position)
        + (value.text.isEmpty() ? QString() : value.text);
    const QString example = FilterWords::example(term.key);
    const auto text = [&] {
        switch (FilterWords::takes(term.key)) {
        case Takes::Length:
            return tr("“%1” needs a length of time, as in %2").arg(said, example);
        case Takes::Status:
            return tr("“%1” needs a status, as in status:404, status:4xx or status:>=400").arg(said);
        case Takes::Number:
            return tr("“%1” needs a number, as in %2").arg(said, example);
        case Takes::Word:
            return tr("“%1” needs one of: %2").arg(said, FilterWords::values(term.key).join(QStringLiteral(", ")));
        case Takes::Text:
        case Takes::Nothing:
            break;
        }
        return tr("“%1” needs something behind it, as in %2").arg(said, example);
    }();
    return fail(value.length > 0 ? value.position : term.position,
                value.length > 0 ? value.length : value.position - term.position, text);
}

} // namespace Drainboard
