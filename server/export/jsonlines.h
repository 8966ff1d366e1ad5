// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArray>

class QIODevice;
class QJsonObject;

namespace Drainboard {

/// Writes one JSON object with long arrays in it, an element a line. It is never in memory as a whole. For one thread
/// at a time.
class JsonLines
{
public:
    /// Begins with what \a head has, which is something.
    JsonLines(QIODevice &device, const QJsonObject &head);

    /// The next elements are those of the array \a key, behind all that has been written. Ends the array before.
    void beginArray(const QByteArray &key);
    void add(const QJsonObject &element);
    /// Nothing comes behind it.
    void end();

private:
    void endArray();

    QIODevice &m_device;
    bool m_isInArray = false;
    bool m_isFirst = true;
};

} // namespace Drainboard
