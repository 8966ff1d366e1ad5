// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "http/requestline.h"

#include "http/characters.h"

#include <algorithm>

namespace Drainboard {

namespace {

constexpr qsizetype methodLimit = 32;

bool isHttpVersion(QByteArrayView text)
{
    return text.size() == 8 && text.startsWith("HTTP/") && isDigit(text[5]) && text[6] == '.' && isDigit(text[7]);
}

// Those that QHttpServer tells apart, Qt 6.4 to 6.8, without CONNECT and TRACE. The most frequent ones first.
bool isHandlersMethod(QByteArrayView method)
{
    constexpr QByteArrayView methods[] = { "GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH" };
    return std::find(std::begin(methods), std::end(methods), method) != std::end(methods);
}

} // namespace

RequestLine::RequestLine(QByteArrayView line, qsizetype targetLimit)
    : m_refusal(read(line, targetLimit))
{
}

int RequestLine::refusalOfPart(QByteArrayView part, qsizetype targetLimit)
{
    if (part.size() > methodLimit && !part.first(methodLimit + 1).contains(' '))
        return 400;
    const qsizetype longest = methodLimit + targetLimit + 10; // " ", " HTTP/1.1"
    return part.size() > longest ? 414 : 0;
}

// Returns the refusal.
int RequestLine::read(QByteArrayView line, qsizetype targetLimit)
{
    const qsizetype methodEnd = line.indexOf(' ');
    if (methodEnd <= 0 || methodEnd > methodLimit)
        return 400;
    m_method = line.first(methodEnd);
    if (!std::all_of(m_method.begin(), m_method.end(), isTokenCharacter))
        return 400;
    line = line.sliced(methodEnd + 1);
    const qsizetype targetEnd = line.indexOf(' ');
    if (targetEnd <= 0)
        return 400;
    m_targetText = line.first(targetEnd);
    const QByteArrayView version = line.sliced(targetEnd + 1);
    if (!isHttpVersion(version))
        return 400;
    m_http10 = version == "HTTP/1.0";
    if (!m_http10 && version != "HTTP/1.1")
        return 505;
    return readTarget(targetLimit);
}

int RequestLine::readTarget(qsizetype limit)
{
    if (m_targetText.size() > limit)
        return 414;
    if (m_method == "CONNECT")
        return 501; // no tunnel: what may follow is no request, so the connection must end
    m_target = RequestTarget(m_targetText);
    switch (m_target.form()) {
    case RequestTarget::Form::Invalid:
        return 400;
    case RequestTarget::Form::Asterisk:
        m_ownStatus = 204;
        return m_method == "OPTIONS" ? 0 : 400;
    case RequestTarget::Form::Origin:
    case RequestTarget::Form::Absolute:
        break;
    }
    if (!isHandlersMethod(m_method))
        m_ownStatus = m_method == "TRACE" ? 405 : 501;
    return 0;
}

} // namespace Drainboard
