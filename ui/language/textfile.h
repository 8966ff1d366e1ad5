// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArray>
#include <QHash>
#include <QStringList>
#include <QTranslator>

class QIODevice;
class QXmlStreamReader;

namespace Drainboard {

/// Translates with a .ts file of Qt Linguist, as it is: no .qm is made of it, so that the build needs no tool for that,
/// which Debian has with a whole compiler behind it. Translates nothing while PlainTexts are wanted. It knows one rule
/// for plurals, that of English and German: one, and many. Any thread, once the file has been read.
class TextFile : public QTranslator
{
    Q_OBJECT

public:
    using QTranslator::QTranslator;

    /// Reads the texts that are finished. False, and there is none, where \a file is no .ts file.
    bool read(QIODevice *file);
    /// How many there are.
    qsizetype count() const { return m_count; }

    bool isEmpty() const override { return m_count == 0; }
    QString translate(const char *context, const char *source, const char *disambiguation = nullptr,
                      int n = -1) const override;

private:
    using Texts = QHash<QByteArray, QStringList>; // by source: one text, or one for each plural form

    void readContext(QXmlStreamReader &xml);
    void readMessage(QXmlStreamReader &xml, Texts &texts);

    QHash<QByteArray, Texts> m_contexts;
    qsizetype m_count = 0;
};

} // namespace Drainboard
