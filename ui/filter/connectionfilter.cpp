// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "filter/connectionfilter.h"

#include "filter/filterparser.h"

#include <algorithm>
#include <utility>

namespace Drainboard {

ConnectionFilter::ConnectionFilter(std::vector<FilterTerm> terms)
    : m_terms(std::move(terms))
{
}

ConnectionFilter::Result ConnectionFilter::parse(const QString &line)
{
    FilterParser parser(line);
    Result result;
    if (parser.parse())
        result.filter = ConnectionFilter(parser.terms());
    else
        result.error = parser.error();
    return result;
}

bool ConnectionFilter::matches(const FilterSubject &subject) const
{
    return std::ranges::all_of(m_terms, [&subject](const FilterTerm &term) { return term.matches(subject); });
}

bool ConnectionFilter::dependsOnTime() const
{
    return std::ranges::any_of(m_terms, &FilterTerm::dependsOnTime);
}

bool ConnectionFilter::asksForProcess() const
{
    return std::ranges::any_of(m_terms, [](const FilterTerm &term) {
        return term.key == FilterTerm::Key::Process || term.key == FilterTerm::Key::Text;
    });
}

} // namespace Drainboard
