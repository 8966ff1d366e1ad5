// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

// What another parser makes of the same bytes: the one that Node had for ten years (libhttp-parser). Plain value logic,
// for any one thread.

#include <QByteArray>
#include <QByteArrayView>

#include <vector>

namespace Drainboard {

struct OtherParser
{
    /// The request at the beginning of \a bytes.
    explicit OtherParser(QByteArrayView bytes);

    struct Field
    {
        QByteArray name; ///< in lower case
        QByteArray value; ///< without the white space around it
    };

    enum class Outcome { Whole, Partial, Refused };
    Outcome outcome = Outcome::Partial;

    // As far as they are there:
    QByteArray method;
    QByteArray target;
    std::vector<Field> fields; ///< without trailers
    QByteArray body; ///< without what chunks add to it
    qsizetype size = 0; ///< of the whole request, with empty lines before it

    /// Whether it is known to be wrong about this request. It takes a field whose name only begins with
    /// "Transfer-Encoding" for that one, does not know that a tab may stand behind a length, and reads a trailer as if
    /// it said how the body is framed.
    bool isMistaken = false;
};

} // namespace Drainboard
