// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "http/transfercoding.h"

#include "http/characters.h"

#include <algorithm>

namespace Drainboard {

void TransferCoding::add(QByteArrayView value)
{
    for (;;) {
        const qsizetype comma = value.indexOf(',');
        addCoding((comma < 0 ? value : value.first(comma)).trimmed());
        if (comma < 0)
            return;
        value = value.sliced(comma + 1);
    }
}

void TransferCoding::addCoding(QByteArrayView coding)
{
    const qsizetype parameters = coding.indexOf(';');
    const QByteArrayView name = (parameters < 0 ? coding : coding.first(parameters)).trimmed();
    if (m_chunked || name.isEmpty() || !std::all_of(name.begin(), name.end(), isTokenCharacter)) {
        m_malformed = true;
    } else if (name.compare("chunked", Qt::CaseInsensitive) != 0) {
        m_unknown = true;
    } else {
        m_chunked = true;
        m_malformed = m_malformed || parameters >= 0; // it has none
    }
}

} // namespace Drainboard
