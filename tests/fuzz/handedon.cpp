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

// In bytes: "%2F" takes the place of "/", or an absolute target without path gets one.
constexpr qsizetype addedToTarget = 3;

// What is handed on may be larger than what came: a target, and a Host of its own.
ConnectionLimits withAdditions(ConnectionLimits limits)
{
    limits.header += limits.target + qsizetype(sizeof "Host: \r\n");
    limits.headerFields += 1;
    limits.target += addedToTarget;
    return limits;
}

struct Target
{
    QByteArray startLine; // as it is handed on
    QByteArray authority; // that takes the place of Host, if any
};

Target meantBy(const QByteArray &startLine)
{
    if (HandedOn::expectedOwnStatus(startLine))
        return { startLine, {} };
    QByteArrayList parts = startLine.split(' ');
    QByteArray authority;
    QByteArray &target = parts[1];
    if (target.toLower().startsWith("http://")) {
        target = target.sliced(7);
        while (!target.isEmpty() && target.front() != '/' && target.front() != '?') {
            authority += target.front();
            target = target.sliced(1);
        }
        if (!target.startsWith('/'))
            target = '/' + target;
    }
    if (target.startsWith("//"))
        target = "/%2F" + target.sliced(2);
    return { parts.join(' '), authority };
}

} // namespace

int HandedOn::expectedOwnStatus(const QByteArray &request)
{
    const QByteArray method = request.first(request.indexOf(' '));
    if (method == "TRACE")
        return 405;
    if (!QByteArrayList { "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS" }.contains(method))
        return 501;
    return request.startsWith("OPTIONS * ") ? 204 : 0;
}

void HandedOn::mustBeSound(const QByteArray &request, const ConnectionLimits &limits)
{
    const PlainMessage message(request, PlainMessage::Kind::Request);
    MUST(message.isComplete);
    MUST(message.size == request.size());
    MUST(std::none_of(request.begin(), request.begin() + message.headerSize, [](char c) { return c == '\0'; }));

    const QByteArrayList start = message.startLine.split(' ');
    MUST(start.size() == 3);
    MUST(isToken(start.at(0)) && start.at(0).size() <= 32);
    const QByteArray &target = start.at(1);
    MUST(target.startsWith('/') || expectedOwnStatus(request));
    MUST(!target.startsWith("//") || expectedOwnStatus(request));
    MUST(target.size() <= limits.target + addedToTarget);
    MUST(std::all_of(target.begin(), target.end(), [](char c) { return c > ' ' && c <= '~' && c != '#'; }));
    MUST(start.at(2) == "HTTP/1.1" || start.at(2) == "HTTP/1.0");

    const ConnectionLimits atMost = withAdditions(limits);
    MUST(qsizetype(message.fields.size()) <= atMost.headerFields);
    MUST(message.headerSize - message.startLine.size() - 2 <= atMost.header + 2);
    for (const PlainMessage::Field &field : message.fields) {
        MUST(isToken(field.name)); // and so no line is empty, folded or has a space before its colon
        MUST(std::none_of(field.line.begin(), field.line.end(), isControl));
        if (field.name == "content-length")
            MUST(!field.value.isEmpty() && std::all_of(field.value.begin(), field.value.end(), isDigit));
    }
    MUST(message.count("host") == 1 || (message.count("host") == 0 && start.at(2) == "HTTP/1.0"));
    MUST(start.at(2) == "HTTP/1.0" || !message.value("host").isEmpty());
    MUST(message.count("transfer-encoding") == 0);
    MUST(quint64(message.body.size()) <= limits.body);
}

qsizetype HandedOn::mustBeFaithful(const QByteArray &request, QByteArrayView received, Upgrade upgrade)
{
    const PlainMessage given(request, PlainMessage::Kind::Request);
    const PlainMessage sent(received, PlainMessage::Kind::Request);
    MUST(sent.isComplete);
    const bool isUpgradeRemoved = upgrade == Upgrade::Removed && sent.count("upgrade") > 0;
    const Target target = meantBy(sent.startLine);
    if (!sent.isChunked && !isUpgradeRemoved && target.startLine == sent.startLine) {
        MUST(received.first(sent.size) == request);
        return sent.size;
    }
    MUST(given.body == sent.body);
    MUST(given.startLine == target.startLine);
    QByteArrayList expected;
    for (const PlainMessage::Field &field : sent.fields) {
        const bool ofChunks = sent.isChunked && (field.name == "transfer-encoding" || field.name == "trailer");
        const bool isReplaced = field.name == "host" && !target.authority.isEmpty();
        const bool isRemoved = isUpgradeRemoved && field.name == "upgrade";
        if (!ofChunks && !isReplaced && !isRemoved)
            expected += field.line;
    }
    if (!target.authority.isEmpty())
        expected += "Host: " + target.authority;
    if (sent.isChunked)
        expected += "Content-Length: " + QByteArray::number(sent.body.size());
    QByteArrayList lines;
    for (const PlainMessage::Field &field : given.fields)
        lines += field.line;
    MUST(lines == expected);
    return sent.size;
}

void HandedOn::mustOpenWebSocket(const QByteArray &request)
{
    const PlainMessage message(request, PlainMessage::Kind::Request);
    MUST(message.startLine.startsWith("GET ") && message.startLine.endsWith(" HTTP/1.1"));
    MUST(message.count("upgrade") == 1 && message.value("upgrade").toLower() == "websocket");
    MUST(message.lists("connection", "upgrade"));
    MUST(message.count("sec-websocket-key") == 1 && message.value("sec-websocket-key").size() == 24);
    MUST(QByteArray::fromBase64(message.value("sec-websocket-key")).size() == 16);
    MUST(message.count("sec-websocket-version") == 1);
    MUST(message.body.isEmpty());
}

void HandedOn::mustBeOneRequest(const QByteArray &request, const ConnectionLimits &limits)
{
    const ConnectionLimits atMost = withAdditions(limits);
    HttpExchange exchange(atMost);
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
