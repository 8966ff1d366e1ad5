// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "filter/filterterm.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace Drainboard {

/// The words of the language of filters. They are the same in every language, as those of the command line are: a
/// filter that somebody sends to somebody else works there. Any thread.
class FilterWords
{
public:
    /// What a key compares with.
    enum class Takes {
        Text, ///< "peer:127.0.0.1"
        Word, ///< one of values()
        Number, ///< "requests>10"
        Status, ///< the same, and "4xx"
        Length, ///< of time: "idle>10s"
        Nothing, ///< it stands alone
    };

    static std::optional<FilterTerm::Key> key(QStringView word);
    static QString word(FilterTerm::Key key);
    static Takes takes(FilterTerm::Key key);
    /// What it looks like: "idle>10s".
    static QString example(FilterTerm::Key key);

    /// The bits of FilterTerm::words that \a word stands for, where \a key takes words; 0 if it is none.
    static quint32 bits(FilterTerm::Key key, QStringView word);

    /// How a term can begin, as it is typed: "status:", "idle>", "lost".
    static QStringList beginnings();
    /// What can stand behind a key; of numbers, those that are often wanted.
    static QStringList values(FilterTerm::Key key);
};

} // namespace Drainboard
