// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

// A second opinion: an HTTP/1 message taken apart line by line, without the parser that the server uses, to
// compare with what that has found. It knows messages without folded fields, and is lenient where it does not
// matter. Plain value logic, for any one thread.

#include <QByteArray>
#include <QByteArrayList>
#include <QByteArrayView>

#include <vector>

namespace Drainboard {

struct PlainMessage
{
    enum class Kind { Request, Response, ResponseToHead };

    /// The message at the beginning of \a bytes.
    PlainMessage(QByteArrayView bytes, Kind kind);

    struct Field
    {
        QByteArray name; ///< in lower case
        QByteArray value; ///< without the white space around it
        QByteArray line; ///< as it came, without its end
    };

    qsizetype headerSize = 0; ///< 0: it is not all there
    bool isFolded = false;
    QByteArray startLine;
    std::vector<Field> fields;
    bool isComplete = false;
    qsizetype size = 0; ///< of the whole message, if it is complete
    bool isChunked = false;
    QByteArray body; ///< without what chunks add to it

    int status() const { return startLine.mid(9, 3).toInt(); }
    int count(QByteArrayView name) const;
    /// Of the last field called \a name; empty where there is none.
    QByteArray value(QByteArrayView name) const;
    /// Whether a list in a field of that \a name has that \a token, in lower case.
    bool lists(QByteArrayView name, QByteArrayView token) const;

private:
    void readHeader(QByteArrayView bytes);
    void readBody(QByteArrayView bytes, Kind kind);
    void readChunks(QByteArrayView bytes);
};

} // namespace Drainboard
