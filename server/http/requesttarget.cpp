// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "http/requesttarget.h"

#include "http/authority.h"

#include <algorithm>

namespace Drainboard {

RequestTarget::RequestTarget(QByteArrayView text)
{
    const auto isAllowed = [](char c) { return c > ' ' && c <= '~' && c != '#'; };
    if (!std::all_of(text.begin(), text.end(), isAllowed))
        return;
    if (text.startsWith('/')) {
        m_form = Form::Origin;
        m_path = text;
    } else if (text == "*") {
        m_form = Form::Asterisk;
    } else {
        readAbsolute(text);
    }
}

void RequestTarget::readAbsolute(QByteArrayView text)
{
    constexpr QByteArrayView scheme = "http://";
    if (text.size() <= scheme.size() || text.first(scheme.size()).compare(scheme, Qt::CaseInsensitive) != 0)
        return;
    text = text.sliced(scheme.size());
    const qsizetype end = std::find_if(text.begin(), text.end(), [](char c) { return c == '/' || c == '?'; })
        - text.begin();
    const QByteArrayView authority = text.first(end);
    if (!namesHost(authority) || !isValidAuthority(authority))
        return;
    m_form = Form::Absolute;
    m_authority = authority;
    m_path = text.sliced(end);
}

QByteArray RequestTarget::originForm() const
{
    QByteArray origin = m_path.toByteArray();
    if (!origin.startsWith('/'))
        origin.prepend('/');
    if (origin.startsWith("//"))
        origin.replace(1, 1, "%2F");
    return origin;
}

} // namespace Drainboard
