// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <functional>

namespace Drainboard {

/// Makes lines of bytes that come in pieces. What is longer than a line may be becomes several; no character of UTF-8
/// is cut. For any one thread.
class LineSplitter
{
public:
    /// Gets each line, without its end: "\n" or "\r\n".
    using Take = std::function<void(const QByteArray &line)>;

    /// \a longest: of a line, in bytes; at least 4.
    LineSplitter(qsizetype longest, Take take);

    void add(QByteArrayView bytes);
    /// The last line, where it has no end.
    void finish();

private:
    void addPart(QByteArrayView part);

    const qsizetype m_longest;
    const Take m_take;
    QByteArray m_line;
    bool m_isContinued = false; // the beginning of this line was taken already
};

} // namespace Drainboard
