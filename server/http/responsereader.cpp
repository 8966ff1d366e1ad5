// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "http/responsereader.h"

#include "http/characters.h"
#include "http/headerblock.h"

#include <algorithm>

namespace Drainboard {

namespace {

// No server's header is as long. What is, would only take memory.
constexpr qsizetype longestHeader = 256 * 1024;
constexpr int switchedProtocol = 101;

bool isNamed(QByteArrayView name, QByteArrayView wanted)
{
    return name.compare(wanted, Qt::CaseInsensitive) == 0;
}

QByteArrayView upTo(char end, QByteArrayView text)
{
    const qsizetype size = text.indexOf(end);
    return size < 0 ? text : text.first(size);
}

// Calls take with each element of a list with commas (RFC 9110, 5.6.1).
template <typename Take> void eachElement(QByteArrayView list, Take take)
{
    while (!list.isEmpty()) {
        const QByteArrayView element = upTo(',', list);
        take(element.trimmed());
        list = list.sliced(std::min(element.size() + 1, list.size()));
    }
}

} // namespace

void ResponseReader::reset(bool toHead)
{
    *this = ResponseReader();
    m_toHead = toHead;
}

qsizetype ResponseReader::put(QByteArrayView bytes)
{
    qsizetype used = 0;
    while (used < bytes.size() && !isComplete() && !isMalformed()) {
        const QByteArrayView rest = bytes.sliced(used);
        switch (m_state) {
        case State::Header:
            used += putHeader(rest);
            break;
        case State::Length:
            used += putLength(rest);
            break;
        case State::Chunks:
            used += putChunks(rest);
            break;
        default:
            used = bytes.size();
            break;
        }
    }
    m_received += quint64(used);
    return used;
}

void ResponseReader::finish()
{
    if (m_state == State::UntilClose)
        m_state = State::Complete;
}

qsizetype ResponseReader::putHeader(QByteArrayView bytes)
{
    const qsizetype before = m_header.size();
    m_header.append(bytes);
    const qsizetype size = HeaderBlock::sizeIn(m_header, before);
    if (size == 0) {
        static constexpr QByteArrayView begin = "HTTP/1.";
        const qsizetype known = std::min(m_header.size(), begin.size());
        if (m_header.size() > longestHeader || QByteArrayView(m_header).first(known) != begin.first(known))
            m_state = State::Malformed;
        return bytes.size();
    }
    m_state = stateBehind(QByteArrayView(m_header).first(size));
    m_header = QByteArray();
    return size - before;
}

// What follows the header, by RFC 9112, 6.3.
ResponseReader::State ResponseReader::stateBehind(QByteArrayView header)
{
    const QByteArrayView line = upTo('\r', header);
    const bool isLine = line.size() >= 12 && line.startsWith("HTTP/1.") && line[8] == ' '
        && std::all_of(line.begin() + 9, line.begin() + 12, isDigit);
    if (!isLine)
        return State::Malformed;
    const Fields fields = fieldsOf(header.sliced(line.size() + 2));
    const int status = line.sliced(9, 3).toInt();
    if (status / 100 == 1 && status != switchedProtocol)
        return State::Header; // an interim response: another one follows
    m_status = status;
    const bool isOld = line[7] == '0';
    m_endsConnection = fields.saysClose || (isOld && !fields.saysKeepAlive) || status == switchedProtocol;
    if (m_toHead || status == switchedProtocol || status == 204 || status == 304)
        return State::Complete;
    if (fields.isChunked)
        return State::Chunks;
    if (fields.isLengthWrong && !fields.hasCoding)
        return State::Malformed;
    if (fields.length && !fields.hasCoding) {
        m_left = *fields.length;
        return m_left == 0 ? State::Complete : State::Length;
    }
    m_endsConnection = true;
    return State::UntilClose;
}

ResponseReader::Fields ResponseReader::fieldsOf(QByteArrayView lines)
{
    Fields fields;
    while (!lines.isEmpty()) {
        const QByteArrayView line = upTo('\n', lines);
        lines = lines.sliced(std::min(line.size() + 1, lines.size()));
        const qsizetype colon = line.indexOf(':');
        if (colon > 0)
            takeField(line.first(colon), line.sliced(colon + 1).trimmed(), fields);
    }
    return fields;
}

void ResponseReader::takeField(QByteArrayView name, QByteArrayView value, Fields &fields)
{
    if (isNamed(name, "connection")) {
        eachElement(value, [&fields](QByteArrayView option) {
            fields.saysClose = fields.saysClose || isNamed(option, "close");
            fields.saysKeepAlive = fields.saysKeepAlive || isNamed(option, "keep-alive");
        });
    } else if (isNamed(name, "transfer-encoding")) {
        fields.hasCoding = true;
        eachElement(value, [&fields](QByteArrayView coding) { fields.isChunked = isNamed(coding, "chunked"); });
    } else if (isNamed(name, "content-length")) {
        bool isNumber = !value.isEmpty() && std::all_of(value.begin(), value.end(), isDigit);
        const quint64 length = isNumber ? value.toULongLong(&isNumber) : 0;
        fields.isLengthWrong = fields.isLengthWrong || !isNumber || (fields.length && *fields.length != length);
        fields.length = length;
    }
}

qsizetype ResponseReader::putLength(QByteArrayView bytes)
{
    const auto used = qsizetype(std::min<quint64>(m_left, quint64(bytes.size())));
    m_left -= quint64(used);
    if (m_left == 0)
        m_state = State::Complete;
    return used;
}

qsizetype ResponseReader::putChunks(QByteArrayView bytes)
{
    const qsizetype used = m_chunks.put(bytes, [](QByteArrayView) {});
    if (m_chunks.isComplete())
        m_state = State::Complete;
    else if (m_chunks.problem() != ChunkedDecoder::Problem::None)
        m_state = State::Malformed;
    return used;
}

} // namespace Drainboard
