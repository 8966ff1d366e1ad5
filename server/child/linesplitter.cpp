// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "child/linesplitter.h"

#include <algorithm>
#include <utility>

namespace Drainboard {

namespace {

/// How many of the first \a size bytes make whole characters. All of them, where that is no UTF-8.
qsizetype wholeCharacters(const QByteArray &bytes, qsizetype size)
{
    constexpr qsizetype longestCharacter = 4;
    for (qsizetype cut = size; cut > std::max<qsizetype>(size - longestCharacter, 0); --cut) {
        if ((quint8(bytes[cut]) & 0xC0) != 0x80) // the next one begins here
            return cut;
    }
    return size;
}

} // namespace

LineSplitter::LineSplitter(qsizetype longest, Take take)
    : m_longest(longest)
    , m_take(std::move(take))
{
}

void LineSplitter::add(QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const qsizetype end = bytes.indexOf('\n');
        addPart(end < 0 ? bytes : bytes.first(end));
        if (end < 0)
            return;
        if (m_line.endsWith('\r'))
            m_line.chop(1);
        if (!m_line.isEmpty() || !m_isContinued)
            m_take(std::exchange(m_line, {}));
        m_isContinued = false;
        bytes = bytes.sliced(end + 1);
    }
}

void LineSplitter::finish()
{
    if (!m_line.isEmpty())
        m_take(std::exchange(m_line, {}));
    m_isContinued = false;
}

void LineSplitter::addPart(QByteArrayView part)
{
    m_line.append(part);
    while (m_line.size() > m_longest) {
        const qsizetype size = wholeCharacters(m_line, m_longest);
        m_take(m_line.first(size));
        m_line.remove(0, size);
        m_isContinued = true;
    }
}

} // namespace Drainboard
