// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "language/textfile.h"
#include "values/plaintexts.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QTest>

using namespace Drainboard;

namespace {

const QByteArray file = R"(<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name>Board</name>
    <message>
        <location filename="board.cpp" line="1"/>
        <source>open &amp; busy</source>
        <extracomment>a comment</extracomment>
        <translation>offen &amp; beschäftigt</translation>
    </message>
    <message>
        <source>new</source>
        <translation type="unfinished">neu</translation>
    </message>
    <message>
        <source>old</source>
        <translation type="vanished">alt</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation></translation>
    </message>
    <message numerus="yes">
        <source>%n request(s)</source>
        <translation>
            <numerusform>%n Anfrage</numerusform>
            <numerusform>%n Anfragen</numerusform>
        </translation>
    </message>
    <message>
        <source>close</source>
        <comment>near</comment>
        <translation>nah</translation>
    </message>
    <message>
        <source>close</source>
        <translation>schließen</translation>
    </message>
</context>
<context>
    <name>Other</name>
    <message>
        <source>close</source>
        <translation>zu</translation>
    </message>
</context>
</TS>
)";

} // namespace

class TestTextFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesWhatIsInTheFile_data();
    void givesWhatIsInTheFile();
    void isAskedByTheApplication();
    void givesNothingWherePlainTextsAreWanted();
    void refusesWhatIsNoSuchFile_data();
    void refusesWhatIsNoSuchFile();

private:
    static bool read(TextFile &texts, const QByteArray &content)
    {
        QBuffer buffer;
        buffer.setData(content);
        buffer.open(QIODevice::ReadOnly);
        return texts.read(&buffer);
    }
};

void TestTextFile::givesWhatIsInTheFile_data()
{
    QTest::addColumn<QByteArray>("context");
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QByteArray>("comment");
    QTest::addColumn<int>("n");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, const char *context, const char *source, const char *comment, int n,
                        const QString &text) {
        QTest::newRow(name) << QByteArray(context) << QByteArray(source) << QByteArray(comment) << n << text;
    };
    row("a text", "Board", "open & busy", "", -1, QStringLiteral("offen & beschäftigt"));
    row("one that is told by its comment", "Board", "close", "near", -1, QStringLiteral("nah"));
    row("the same without it", "Board", "close", "", -1, QStringLiteral("schließen"));
    row("the same elsewhere", "Other", "close", "", -1, QStringLiteral("zu"));
    row("of one", "Board", "%n request(s)", "", 1, QStringLiteral("%n Anfrage"));
    row("of none", "Board", "%n request(s)", "", 0, QStringLiteral("%n Anfragen"));
    row("of two", "Board", "%n request(s)", "", 2, QStringLiteral("%n Anfragen"));
    row("a comment that there is not", "Board", "close", "far", -1, {});
    row("a context that there is not", "Nobody", "close", "", -1, {});
    row("a text that there is not", "Board", "closed", "", -1, {});
    row("an empty source", "Board", "", "", -1, {});
    row("a text that is unfinished", "Board", "new", "", -1, {});
    row("a text that is gone", "Board", "old", "", -1, {});
    row("a text that is empty", "Board", "nothing", "", -1, {});
}

void TestTextFile::givesWhatIsInTheFile()
{
    QFETCH(QByteArray, context);
    QFETCH(QByteArray, source);
    QFETCH(QByteArray, comment);
    QFETCH(int, n);
    QFETCH(QString, text);
    TextFile texts;
    QVERIFY(texts.isEmpty());
    QVERIFY(read(texts, file));
    QCOMPARE(texts.count(), 5);
    QVERIFY(!texts.isEmpty());
    QCOMPARE(texts.translate(context.constData(), source.constData(), comment.constData(), n), text);
}

void TestTextFile::isAskedByTheApplication()
{
    TextFile texts;
    QVERIFY(read(texts, file));
    QVERIFY(QCoreApplication::installTranslator(&texts));
    QCOMPARE(QCoreApplication::translate("Board", "%n request(s)", nullptr, 3), QStringLiteral("3 Anfragen"));
    QCOMPARE(QCoreApplication::translate("Board", "%n request(s)", nullptr, 1), QStringLiteral("1 Anfrage"));
    QCOMPARE(QCoreApplication::translate("Board", "new"), QStringLiteral("new"));
}

void TestTextFile::givesNothingWherePlainTextsAreWanted()
{
    TextFile texts;
    QVERIFY(read(texts, file));
    {
        const PlainTexts wanted;
        QCOMPARE(texts.translate("Board", "close"), QString());
        {
            const PlainTexts within;
        }
        QCOMPARE(texts.translate("Board", "close"), QString());
    }
    QCOMPARE(texts.translate("Board", "close"), QStringLiteral("schließen"));
}

void TestTextFile::refusesWhatIsNoSuchFile_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("no XML") << QByteArray("texts");
    QTest::newRow("other XML") << QByteArray("<svg></svg>");
    QTest::newRow("a file that is cut") << file.first(file.size() / 2);
    QTest::newRow("a text with an element in it")
        << QByteArray("<TS><context><name>A</name><message><source>a<b/></source></message></context></TS>");
}

void TestTextFile::refusesWhatIsNoSuchFile()
{
    QFETCH(QByteArray, content);
    TextFile texts;
    QVERIFY(!read(texts, content));
    QVERIFY(texts.isEmpty());
    QCOMPARE(texts.translate("Board", "close"), QString());
}

QTEST_GUILESS_MAIN(TestTextFile)
#include "tst_textfile.moc"
