// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "export/jsonlines.h"

#include <QIODevice>
#include <QJsonDocument>
#include <QJsonObject>

#include <utility>

namespace Drainboard {

JsonLines::JsonLines(QIODevice &device, const QJsonObject &head)
    : m_device(device)
{
    QByteArray text = QJsonDocument(head).toJson(QJsonDocument::Compact);
    text.chop(1); // the bracket: more is to come
    m_device.write(text);
}

void JsonLines::beginArray(const QByteArray &key)
{
    endArray();
    m_device.write(",\n\"" + key + "\":[");
    m_isInArray = true;
    m_isFirst = true;
}

void JsonLines::add(const QJsonObject &element)
{
    m_device.write((std::exchange(m_isFirst, false) ? "\n" : ",\n")
                   + QJsonDocument(element).toJson(QJsonDocument::Compact));
}

void JsonLines::end()
{
    endArray();
    m_device.write("\n}\n");
}

void JsonLines::endArray()
{
    if (std::exchange(m_isInArray, false))
        m_device.write("]");
}

} // namespace Drainboard
