// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "language/windowlanguage.h"

#include "values/plaintexts.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QLibraryInfo>

namespace Drainboard {
namespace {

const QString folder = QStringLiteral(":/drainboard/translations");
const QString english = QStringLiteral("en");

/// Qt's own texts. They may be in what is printed, too: why a port cannot be had.
class QtTexts : public QTranslator
{
public:
    QString translate(const char *context, const char *source, const char *disambiguation, int n) const override
    {
        return PlainTexts::areWanted() ? QString() : QTranslator::translate(context, source, disambiguation, n);
    }
};

QString fileOf(const QString &language)
{
    return QStringLiteral("%1/drainboard_%2.ts").arg(folder, language);
}

} // namespace

WindowLanguage::WindowLanguage(const QStringList &wanted)
    : m_name(of(wanted))
    , m_qtTexts(new QtTexts)
{
    if (m_qtTexts->load(QStringLiteral("qtbase_") + m_name, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(m_qtTexts);
    QFile file(fileOf(m_name));
    if (file.open(QIODevice::ReadOnly) && m_texts.read(&file))
        QCoreApplication::installTranslator(&m_texts);
}

WindowLanguage::~WindowLanguage()
{
    delete m_qtTexts; // which takes it out of the application, as the end of m_texts does
}

QStringList WindowLanguage::all()
{
    QStringList names = QDir(folder).entryList({ QStringLiteral("drainboard_*.ts") }, QDir::Files, QDir::Name);
    for (QString &name : names)
        name = name.section(u'_', 1).section(u'.', 0, 0);
    return names;
}

QString WindowLanguage::of(const QStringList &wanted)
{
    const QStringList known = all();
    for (const QString &language : wanted) {
        const QString name = QString(language).replace(u'_', u'-').section(u'-', 0, 0).toLower();
        if (known.contains(name))
            return name;
    }
    return english;
}

} // namespace Drainboard
