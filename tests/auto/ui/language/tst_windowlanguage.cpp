// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "language/windowlanguage.h"

#include <QCoreApplication>
#include <QFile>
#include <QRegularExpression>
#include <QTest>
#include <QXmlStreamReader>

using namespace Drainboard;

namespace {

/// One text and what it is in a language.
struct Text
{
    QString context;
    QString source;
    QStringList forms;
};

QList<Text> textsOf(const QString &language)
{
    QFile file(QStringLiteral(":/drainboard/translations/drainboard_%1.ts").arg(language));
    QList<Text> texts;
    if (!file.open(QIODevice::ReadOnly))
        return texts;
    QXmlStreamReader xml(&file);
    QString context;
    bool isNumerus = false;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == u"name")
            context = xml.readElementText();
        else if (xml.name() == u"source")
            texts += Text { context, xml.readElementText(), {} };
        else if (xml.name() == u"message")
            isNumerus = xml.attributes().hasAttribute(QStringLiteral("numerus"));
        else if (xml.name() == u"numerusform" || (xml.name() == u"translation" && !isNumerus))
            texts.last().forms += xml.readElementText();
    }
    return texts;
}

// "%1", "%L2", "%n": each once, in order.
QStringList placesIn(const QString &text)
{
    static const QRegularExpression place(QStringLiteral("%L?(?:\\d+|n)"));
    QStringList places;
    for (const QRegularExpressionMatch &match : place.globalMatch(text))
        places += match.captured();
    places.sort();
    return places;
}

qsizetype mnemonicsIn(const QString &text)
{
    static const QRegularExpression mnemonic(QStringLiteral("&(?=\\S)"));
    return text.count(mnemonic);
}

} // namespace

class TestWindowLanguage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesTheFirstThatThereIs_data();
    void takesTheFirstThatThereIs();
    void isThatOfTheApplicationAsLongAsItLives();
    void englishHasItsPlurals();
    void eachTextFitsItsSource_data();
    void eachTextFitsItsSource();
};

void TestWindowLanguage::takesTheFirstThatThereIs_data()
{
    QTest::addColumn<QStringList>("wanted");
    QTest::addColumn<QString>("name");
    const auto row = [](const char *name, const QStringList &wanted, const QString &is) {
        QTest::newRow(name) << wanted << is;
    };
    const QString de = QStringLiteral("de");
    const QString en = QStringLiteral("en");
    row("nothing", {}, en);
    row("the C locale", { QStringLiteral("C") }, en);
    row("German", { QStringLiteral("de") }, de);
    row("Austrian German", { QStringLiteral("de-AT") }, de);
    row("German with an underscore", { QStringLiteral("de_DE") }, de);
    row("German in full", { QStringLiteral("de-Latn-DE"), QStringLiteral("de-DE") }, de);
    row("English, then German", { QStringLiteral("en-GB"), QStringLiteral("de") }, en);
    row("German, then English", { QStringLiteral("de"), QStringLiteral("en") }, de);
    row("French, then German", { QStringLiteral("fr-FR"), QStringLiteral("de-DE") }, de);
    row("one that there is not", { QStringLiteral("fr-FR") }, en);
    row("one that begins like another", { QStringLiteral("den") }, en);
    row("something else", { QStringLiteral("../de"), QString() }, en);
}

void TestWindowLanguage::takesTheFirstThatThereIs()
{
    QFETCH(QStringList, wanted);
    QFETCH(QString, name);
    QCOMPARE(WindowLanguage::of(wanted), name);
    QCOMPARE(WindowLanguage(wanted).name(), name);
}

void TestWindowLanguage::isThatOfTheApplicationAsLongAsItLives()
{
    const auto text = [] { return QCoreApplication::translate("Drainboard::HeaderBar", "Not listening"); };
    QCOMPARE(text(), QStringLiteral("Not listening"));
    {
        const WindowLanguage german({ QStringLiteral("de") });
        QCOMPARE(text(), QStringLiteral("Lauscht nicht"));
    }
    QCOMPARE(text(), QStringLiteral("Not listening"));
}

void TestWindowLanguage::englishHasItsPlurals()
{
    const WindowLanguage english({ QStringLiteral("en") });
    const auto text = [](int n) {
        return QCoreApplication::translate("Drainboard::DetailsText", "%Ln request(s)", nullptr, n);
    };
    QCOMPARE(text(1), QStringLiteral("1 request"));
    QCOMPARE(text(2), QStringLiteral("2 requests"));
}

void TestWindowLanguage::eachTextFitsItsSource_data()
{
    QTest::addColumn<QString>("language");
    const QStringList all = WindowLanguage::all();
    QVERIFY(all.contains(QStringLiteral("de")));
    for (const QString &language : all)
        QTest::newRow(qPrintable(language)) << language;
}

void TestWindowLanguage::eachTextFitsItsSource()
{
    QFETCH(QString, language);
    const QList<Text> texts = textsOf(language);
    QVERIFY(texts.size() > 30);
    for (const Text &text : texts) {
        for (const QString &form : text.forms) {
            const auto message = [&](const char *what) {
                return QStringLiteral("%1, %2: \"%3\" is \"%4\"")
                    .arg(QLatin1String(what), text.context, text.source, form);
            };
            QVERIFY2(placesIn(form) == placesIn(text.source), qPrintable(message("places")));
            QVERIFY2(mnemonicsIn(form) == mnemonicsIn(text.source), qPrintable(message("mnemonics")));
            QVERIFY2(form.endsWith(u' ') == text.source.endsWith(u' '), qPrintable(message("a blank at the end")));
            QVERIFY2(form.startsWith(u' ') == text.source.startsWith(u' '), qPrintable(message("a blank before it")));
            QVERIFY2(form.endsWith(u'…') == text.source.endsWith(u'…'), qPrintable(message("dots")));
            QVERIFY2(form.endsWith(u'.') == text.source.endsWith(u'.'), qPrintable(message("a full stop")));
        }
    }
}

QTEST_GUILESS_MAIN(TestWindowLanguage)
#include "tst_windowlanguage.moc"
