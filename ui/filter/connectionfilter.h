// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "filter/filterterm.h"

#include <QString>

#include <vector>

namespace Drainboard {

/// Which connections are to be seen. Made of one line of text: terms with spaces between them, all of which must be
/// true. A plain value.
///
/// A term is a key with a value ("status:404,5xx", "state:closed", "idle>10s", "slow>100ms", "requests>10",
/// "peer:127.0.0.1", "process:node", "route:/path", "end:rst"), the word "lost", a number of a connection ("#18"), or
/// plain text. Of values with commas between them one must be true. "-" before a term turns it round. Text with spaces
/// or commas stands in quotes.
class ConnectionFilter
{
public:
    /// What is wrong with a line, and where.
    struct Error
    {
        qsizetype position = 0;
        qsizetype length = 0;
        QString text {}; ///< one short sentence, in the user's language; empty if nothing is wrong
    };
    struct Result;

    /// Lets every connection through.
    ConnectionFilter() = default;
    explicit ConnectionFilter(std::vector<FilterTerm> terms);

    static Result parse(const QString &line);

    bool matches(const FilterSubject &subject) const;
    /// Whether it lets everything through.
    bool isEmpty() const { return m_terms.empty(); }
    /// Whether a connection that has not changed may match later, or no longer.
    bool dependsOnTime() const;
    /// Whether it asks for the client's process.
    bool asksForProcess() const;
    const std::vector<FilterTerm> &terms() const { return m_terms; }

private:
    std::vector<FilterTerm> m_terms;
};

/// The filter that a line stands for, or what is wrong with it.
struct ConnectionFilter::Result
{
    ConnectionFilter filter {}; ///< lets everything through if there is an error
    Error error {};

    bool isValid() const { return error.text.isEmpty(); }
};

} // namespace Drainboard
