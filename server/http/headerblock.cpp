// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "http/headerblock.h"

#include <algorithm>

namespace Drainboard {

qsizetype HeaderBlock::sizeIn(QByteArrayView message, qsizetype searched)
{
    const qsizetype end = message.indexOf("\r\n\r\n", std::max<qsizetype>(0, searched - 3));
    return end < 0 ? 0 : end + 4;
}

void HeaderBlock::replaceTarget(QByteArray &header, QByteArrayView target)
{
    const qsizetype begin = header.indexOf(' ') + 1;
    header.replace(begin, header.indexOf(' ', begin) - begin, target);
}

void HeaderBlock::removeField(QByteArray &header, QByteArrayView name)
{
    for (qsizetype line = header.indexOf("\r\n") + 2; line < header.size() - 2;) {
        const qsizetype end = header.indexOf("\r\n", line) + 2;
        if (header.size() > line + name.size() && header.at(line + name.size()) == ':'
            && QByteArrayView(header).sliced(line, name.size()).compare(name, Qt::CaseInsensitive) == 0)
            header.remove(line, end - line);
        else
            line = end;
    }
}

void HeaderBlock::addField(QByteArray &header, QByteArrayView name, QByteArrayView value)
{
    header.chop(2);
    header.append(name).append(": ").append(value).append("\r\n\r\n");
}

} // namespace Drainboard
