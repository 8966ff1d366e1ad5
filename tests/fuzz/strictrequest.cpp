// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "strictrequest.h"

#include <QRegularExpression>
#include <QStringList>

#include <algorithm>

namespace Drainboard {

namespace {

// RFC 9110 and 3986
#define TOKEN "[-!#$%&'*+.^_`|~0-9A-Za-z]+"
#define QUOTED R"("(?:[\t !\x23-\x5b\x5d-\x7e\x80-\xff]|\\[\t -\x7e\x80-\xff])*")"
// At most 65535, whatever zeros it begins with
#define PORT "0*(?:[0-9]{1,4}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])"
#define HOST R"((?:\[[0-9A-Fa-fvV:.]+\]|(?:[-._~!$&'()*+,;=0-9A-Za-z]|%[0-9A-Fa-f]{2})+)(?::(?:)" PORT ")?)?"
#define VISIBLE_BUT_HASH R"([!"$-~])"

bool matches(const QString &text, const char *pattern)
{
    const auto all = QRegularExpression::anchoredPattern(QString::fromLatin1(pattern));
    return QRegularExpression(all, QRegularExpression::DotMatchesEverythingOption).match(text).hasMatch();
}

// As QString::trimmed(), but what it takes for white space beyond ASCII is none here.
QString withoutBlanksAround(QString text)
{
    static const QRegularExpression blanks(QStringLiteral("^[ \t]+|[ \t]+$"));
    return text.remove(blanks);
}

bool isMethod(const QString &method)
{
    static const QStringList known { QStringLiteral("GET"),  QStringLiteral("HEAD"),   QStringLiteral("POST"),
                                     QStringLiteral("PUT"),  QStringLiteral("DELETE"), QStringLiteral("OPTIONS"),
                                     QStringLiteral("PATCH") };
    return known.contains(method);
}

bool isTarget(const QString &method, const QString &target)
{
    if (target == QStringLiteral("*"))
        return method == QStringLiteral("OPTIONS");
    return matches(target, "/" VISIBLE_BUT_HASH "*")
        || matches(target, "[Hh][Tt][Tt][Pp]://" HOST "(?:[/?]" VISIBLE_BUT_HASH "*)?");
}

const char *brokenRuleOfChunks(QString rest)
{
    for (;;) {
        const qsizetype end = rest.indexOf(QStringLiteral("\r\n"));
        const QString line = rest.first(std::max<qsizetype>(end, 0));
        if (!matches(line, "[0-9A-Fa-f]+(?:[ \t]*;[ \t]*" TOKEN "(?:[ \t]*=[ \t]*(?:" TOKEN "|" QUOTED "))?)*"))
            return "a chunk's line";
        const QString digits = line.first(line.indexOf(QRegularExpression(QStringLiteral("[^0-9A-Fa-f]|$"))));
        bool isNumber = false;
        const qsizetype size = digits.toLongLong(&isNumber, 16);
        rest = rest.sliced(end + 2);
        if (!isNumber || size > rest.size())
            return "a chunk's size";
        if (size == 0)
            break;
        if (!rest.sliced(size).startsWith(QStringLiteral("\r\n")))
            return "the end of a chunk";
        rest = rest.sliced(size + 2);
    }
    return matches(rest, "(?:" TOKEN ":[\t -\x7e\\x80-\\xff]*\r\n)*\r\n") ? nullptr : "a trailer";
}

const char *brokenRuleOfFields(const QStringList &lines, bool isHttp10)
{
    QStringList hosts, lengths, codings, expectations;
    for (const QString &line : lines) {
        if (!matches(line, TOKEN ":[\t -\x7e\\x80-\\xff]*"))
            return "a field";
        const QString name = line.section(u':', 0, 0).toLower();
        const QString value = withoutBlanksAround(line.section(u':', 1));
        const bool isConnection = name == QStringLiteral("connection") || name == QStringLiteral("proxy-connection");
        if (isConnection && !matches(value, "(?:" TOKEN ")?(?:[ \t]*,(?:[ \t]*" TOKEN ")?)*[ \t]*"))
            return "no list of options";
        if (name == QStringLiteral("host"))
            hosts += value;
        else if (name == QStringLiteral("content-length"))
            lengths += value;
        else if (name == QStringLiteral("transfer-encoding"))
            codings += value.toLower();
        else if (name == QStringLiteral("expect"))
            expectations += value.toLower();
    }
    if (hosts.size() > 1 || (hosts.isEmpty() && !isHttp10))
        return "not one Host";
    if (!hosts.isEmpty() && !matches(hosts.first(), HOST))
        return "an invalid Host";
    if (lengths.size() > 1 || (!lengths.isEmpty() && !matches(lengths.first(), "[0-9]+")))
        return "not one length";
    if (codings.size() > 1 || (!codings.isEmpty() && codings.first() != QStringLiteral("chunked")))
        return "not chunked alone";
    if (!codings.isEmpty() && !lengths.isEmpty())
        return "chunked, and a length";
    const bool expectsOther = std::any_of(expectations.begin(), expectations.end(), [](const QString &expectation) {
        return expectation != QStringLiteral("100-continue");
    });
    return expectsOther ? "another expectation" : nullptr;
}

} // namespace

const char *brokenRule(QByteArrayView bytes)
{
    QString request = QString::fromLatin1(bytes);
    while (request.startsWith(QStringLiteral("\r\n")))
        request.remove(0, 2);
    const qsizetype headerSize = request.indexOf(QStringLiteral("\r\n\r\n"));
    const QString header = request.first(std::max<qsizetype>(headerSize, 0));
    QStringList lines = header.split(QStringLiteral("\r\n"));
    const QString startLine = lines.takeFirst();
    if (!matches(startLine, TOKEN " [^ ]+ HTTP/1[.][01]"))
        return "the request line";
    const QString method = startLine.section(u' ', 0, 0);
    if (!isMethod(method))
        return "the method";
    if (!isTarget(method, startLine.section(u' ', 1, 1)))
        return "the target";
    if (const char *rule = brokenRuleOfFields(lines, startLine.endsWith(u'0')))
        return rule;
    static const QRegularExpression chunked(QStringLiteral("\r\ntransfer-encoding:"),
                                            QRegularExpression::CaseInsensitiveOption);
    return header.contains(chunked) ? brokenRuleOfChunks(request.sliced(headerSize + 4)) : nullptr;
}

} // namespace Drainboard
