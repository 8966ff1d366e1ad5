// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "handedon.h"

#include "http/httpexchange.h"
#include "must.h"
#include "plainmessage.h"

#include <QByteArrayList>

#include <algorithm>

namespace Drainboard {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isTokenCharacter(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
        || QByteArrayView("!#$%&'*+-.^_`|~").contains(c);
}

bool isToken(const QByteArray &text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), isTokenCharacter);
}

bool isControl(char c)
{
    return (quint8(c) < ' ' && c != '\t') || c == '\x7f';
}

} // namespace

void HandedOn::mustBeSound(const QByteArray &request, const ConnectionLimits &limits)
{
    const PlainMessage message(request, PlainMessage::Kind::Request);
    MUST(message.isComplete);
    MUST(message.size == request.size());
    MUST(std::none_of(request.begin(), request.begin() + message.headerSize, [](char c) { return c == '\0'; }));

    const QByteArrayList start = message.startLine.split(' ');
    MUST(start.size() == 3);
    MUST(isToken(start.at(0)) && start.at(0).size() <= 32);
    MUST(!start.at(1).isEmpty() && start.at(1).size() <= limits.target);
    MUST(std::none_of(start.at(1).begin(), start.at(1).end(), isControl));
    MUST(start.at(2) == "HTTP/1.1" || start.at(2) == "HTTP/1.0");

    MUST(qsizetype(message.fields.size()) <= limits.headerFields);
    MUST(message.headerSize - message.startLine.size() - 2 <= limits.header + 2);
    for (const PlainMessage::Field &field : message.fields) {
        MUST(isToken(field.name)); // and so no line is empty, folded or has a space before its colon
        MUST(std::none_of(field.line.begin(), field.line.end(), isControl));
        if (field.name == "content-length")
            MUST(!field.value.isEmpty() && std::all_of(field.value.begin(), field.value.end(), isDigit));
    }
    MUST(message.count("host") == 1 || (message.count("host") == 0 && start.at(2) == "HTTP/1.0"));
    MUST(message.count("transfer-encoding") == 0);
    MUST(quint64(message.body.size()) <= limits.body);
}

qsizetype HandedOn::mustBeFaithful(const QByteArray &request, QByteArrayView received)
{
    const PlainMessage given(request, PlainMessage::Kind::Request);
    const PlainMessage sent(received, PlainMessage::Kind::Request);
    MUST(sent.isComplete);
    const bool asksForUpgrade = sent.count("upgrade") > 0;
    if (!sent.isChunked && !asksForUpgrade) {
        MUST(received.first(sent.size) == request);
        return sent.size;
    }
    MUST(given.body == sent.body);
    MUST(given.startLine == sent.startLine);
    QByteArrayList expected;
    for (const PlainMessage::Field &field : sent.fields) {
        const bool ofChunks = sent.isChunked && (field.name == "transfer-encoding" || field.name == "trailer");
        if (!ofChunks && field.name != "upgrade")
            expected += field.line;
    }
    if (sent.isChunked)
        expected += "Content-Length: " + QByteArray::number(sent.body.size());
    QByteArrayList lines;
    for (const PlainMessage::Field &field : given.fields)
        lines += field.line;
    MUST(lines == expected);
    return sent.size;
}

void HandedOn::mustBeOneRequest(const QByteArray &request, const ConnectionLimits &limits)
{
    HttpExchange exchange(limits);
    exchange.receive(request);
    MUST(exchange.isRequestReady());
    MUST(exchange.takeRequest() == request);
    QByteArray out;
    exchange.respond("HTTP/1.1 204 No Content\r\n\r\n", out);
    MUST(!exchange.isResponding());
    MUST(!exchange.isRequestReady());
    MUST(!exchange.isReading());
    MUST(exchange.takeRefusal() == 0);
}

} // namespace Drainboard
