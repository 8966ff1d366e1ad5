// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "language/textfile.h"

#include "values/plaintexts.h"

#include <QXmlStreamReader>

#include <cstring>

namespace Drainboard {
namespace {

// What lupdate calls the comment tells texts apart that are the same in English.
QByteArray keyOf(const QByteArray &source, const QByteArray &comment)
{
    return comment.isEmpty() ? source : source + '\x04' + comment;
}

QByteArray shared(const char *text)
{
    return text ? QByteArray::fromRawData(text, qsizetype(std::strlen(text))) : QByteArray();
}

} // namespace

bool TextFile::read(QIODevice *file)
{
    m_contexts.clear();
    m_count = 0;
    QXmlStreamReader xml(file);
    if (xml.readNextStartElement() && xml.name() == u"TS") {
        while (xml.readNextStartElement())
            xml.name() == u"context" ? readContext(xml) : xml.skipCurrentElement();
    } else {
        xml.raiseError();
    }
    if (xml.hasError())
        m_contexts.clear();
    for (const Texts &texts : std::as_const(m_contexts))
        m_count += texts.size();
    return !xml.hasError();
}

void TextFile::readContext(QXmlStreamReader &xml)
{
    QByteArray name;
    Texts texts;
    while (xml.readNextStartElement()) {
        if (xml.name() == u"name")
            name = xml.readElementText().toUtf8();
        else if (xml.name() == u"message")
            readMessage(xml, texts);
        else
            xml.skipCurrentElement();
    }
    m_contexts[name].insert(texts);
}

void TextFile::readMessage(QXmlStreamReader &xml, Texts &texts)
{
    QByteArray source;
    QByteArray comment;
    QStringList forms;
    bool isFinished = false;
    const bool isNumerus = xml.attributes().value(QLatin1String("numerus")) == QLatin1String("yes");
    while (xml.readNextStartElement()) {
        if (xml.name() == u"source") {
            source = xml.readElementText().toUtf8();
        } else if (xml.name() == u"comment") {
            comment = xml.readElementText().toUtf8();
        } else if (xml.name() == u"translation") {
            isFinished = !xml.attributes().hasAttribute(QLatin1String("type"));
            if (!isNumerus)
                forms += xml.readElementText();
            while (isNumerus && xml.readNextStartElement())
                forms += xml.readElementText();
        } else {
            xml.skipCurrentElement();
        }
    }
    if (isFinished && !forms.isEmpty() && !forms.contains(QString()))
        texts.insert(keyOf(source, comment), forms);
}

QString TextFile::translate(const char *context, const char *source, const char *disambiguation, int n) const
{
    if (PlainTexts::areWanted())
        return {};
    const auto texts = m_contexts.constFind(shared(context));
    if (texts == m_contexts.constEnd())
        return {};
    const bool isTold = disambiguation && *disambiguation;
    const auto found = texts->constFind(isTold ? keyOf(shared(source), shared(disambiguation)) : shared(source));
    if (found == texts->constEnd())
        return {};
    return n == 1 || n < 0 ? found->constFirst() : found->constLast();
}

} // namespace Drainboard

#include "moc_textfile.cpp"
