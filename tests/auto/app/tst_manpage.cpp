// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "helptext.h"
#include "manpage.h"
#include "optiontable.h"

#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QSet>
#include <QStandardPaths>
#include <QTest>

using namespace Drainboard;

/// --help and the man page, both made from one table.
class TestManPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void optionsHaveNamesOfTheirOwn();
    void bothTellEachOption_data();
    void bothTellEachOption();
    void bothTellTheRest();
    void theManPageHasItsSections();
    void itsExamplesNameNoOptionThatThereIsNot();
    void textIsNeverTakenForARequest();
    void theBuildWritesIt();
    void groffHasNothingToSay();

private:
    static std::vector<CommandLineOption> allOptions();
};

std::vector<CommandLineOption> TestManPage::allOptions()
{
    std::vector<CommandLineOption> options;
    for (const OptionGroup &group : optionGroups())
        options.insert(options.end(), group.options.begin(), group.options.end());
    return options;
}

/// As a reader sees the page: without the marks for hyphens and fonts.
static QString readable(QString page)
{
    return page.replace(QStringLiteral("\\-"), QStringLiteral("-")).simplified();
}

static QString page()
{
    return manPage(optionGroups(), QStringLiteral("1.2.3"));
}

void TestManPage::optionsHaveNamesOfTheirOwn()
{
    QSet<QString> names;
    for (const CommandLineOption &option : allOptions()) {
        QVERIFY2(option.name.size() > 1 && !names.contains(option.name), qPrintable(option.name));
        QVERIFY2(option.shortName.size() <= 1, qPrintable(option.name));
        QVERIFY2(option.description.endsWith(u'.'), qPrintable(option.description));
        QVERIFY2(option.defaultValue.isEmpty() || option.takesValue(), qPrintable(option.name));
        names += option.name;
    }
    QVERIFY(names.size() > 20);
}

void TestManPage::bothTellEachOption_data()
{
    QTest::addColumn<QString>("inHelp");
    QTest::addColumn<QString>("inManPage");
    QTest::addColumn<QString>("description");
    for (const CommandLineOption &option : allOptions()) {
        const QString name = QStringLiteral("--") + option.name;
        const QString value = option.takesValue() ? u' ' + option.valueName : QString();
        const QString comma = option.shortName.isEmpty() ? QString() : u'-' + option.shortName + u',' + u' ';
        const QString manComma = option.shortName.isEmpty() ? QString()
                                                            : u'-' + option.shortName + QStringLiteral(" \", \" ");
        const QString manValue = option.takesValue() ? QStringLiteral(" \" \\fI%1\\fP\"").arg(option.valueName)
                                                     : QString();
        const QString inDefault = option.defaultValue.isEmpty()
            ? QString()
            : QStringLiteral(" Default: ") + option.defaultValue + u'.';
        QTest::newRow(qPrintable(name)) << QStringLiteral("  ") + comma + name + value + u' '
                                        << QStringLiteral(".TP\n.BR ") + manComma + name + manValue + u'\n'
                                        << option.description + inDefault;
    }
}

void TestManPage::bothTellEachOption()
{
    QFETCH(QString, inHelp);
    QFETCH(QString, inManPage);
    QFETCH(QString, description);
    const QString help = helpText(optionGroups());
    QVERIFY(help.contains(u'\n' + inHelp));
    QVERIFY(help.simplified().contains(description));
    QVERIFY(page().replace(QStringLiteral("\\-"), QStringLiteral("-")).contains(inManPage));
    QVERIFY(readable(page()).contains(description));
}

void TestManPage::bothTellTheRest()
{
    QStringList texts { programDescription(), unitsDescription(), signalsDescription() };
    for (const OptionGroup &group : optionGroups())
        texts += group.title;
    for (const QString &text : texts) {
        QVERIFY2(helpText(optionGroups()).simplified().contains(text), qPrintable(text));
        QVERIFY2(readable(page()).contains(text), qPrintable(text));
    }
    for (const ExitStatus &status : exitStatuses()) {
        const QString code = QString::number(status.code);
        QVERIFY(helpText(optionGroups()).simplified().contains(code + u' ' + status.meaning));
        QVERIFY(readable(page()).contains(QStringLiteral(".B %1 %2").arg(code, status.meaning), Qt::CaseInsensitive));
    }
}

void TestManPage::theManPageHasItsSections()
{
    qsizetype last = -1;
    for (const char *section : { "NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "SIGNALS", "EXIT STATUS", "EXAMPLES" }) {
        const qsizetype position = page().indexOf(QStringLiteral("\n.SH %1\n").arg(QString::fromUtf8(section)));
        QVERIFY2(position > last, section);
        last = position;
    }
    QVERIFY(page().contains(QStringLiteral("Drainboard 1.2.3")));
}

void TestManPage::itsExamplesNameNoOptionThatThereIsNot()
{
    QSet<QString> names;
    for (const CommandLineOption &option : allOptions())
        names += QStringLiteral("--") + option.name;
    for (const OptionGroup &group : checkOptionGroups()) {
        for (const CommandLineOption &option : group.options)
            names += QStringLiteral("--") + option.name;
    }
    const QString text = readable(page());
    static const QRegularExpression name(QStringLiteral("--[a-z-]+"));
    const QString examples = text.mid(text.indexOf(QStringLiteral(".SH EXAMPLES")));
    QVERIFY(examples.contains(name));
    for (auto match = name.globalMatch(examples); match.hasNext();) {
        const QString found = match.next().captured();
        QVERIFY2(names.contains(found), qPrintable(found));
    }
}

void TestManPage::textIsNeverTakenForARequest()
{
    const OptionGroup group { QStringLiteral("Group"),
                              { { QStringLiteral("name"), {}, {}, QStringLiteral(".so /etc/passwd \\n(.g.") },
                                { QStringLiteral("other"), {}, {}, QStringLiteral("'quoted' words.") } } };
    const QString made = manPage({ group }, QStringLiteral("1"));
    QVERIFY(made.contains(QStringLiteral("\n\\&.so /etc/passwd \\en(.g.\n")));
    QVERIFY(made.contains(QStringLiteral("\n\\&'quoted' words.\n")));
}

void TestManPage::theBuildWritesIt()
{
    QFile file(QStringLiteral(DRAINBOARD_MAN_PAGE));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString built = QString::fromUtf8(file.readAll());
    static const QRegularExpression version(QStringLiteral("Drainboard \\d+\\.\\d+\\.\\d+"));
    QVERIFY(built.contains(version));
    QCOMPARE(QString(built).replace(version, QStringLiteral("Drainboard 1.2.3")), page());
}

void TestManPage::groffHasNothingToSay()
{
    const QString groff = QStandardPaths::findExecutable(QStringLiteral("groff"));
    if (groff.isEmpty())
        QSKIP("groff is not installed");
    QProcess process;
    process.start(groff,
                  { QStringLiteral("-ww"), QStringLiteral("-z"), QStringLiteral("-man"), QStringLiteral("-Tutf8"),
                    QStringLiteral(DRAINBOARD_MAN_PAGE) });
    QVERIFY(process.waitForFinished());
    const QByteArray complaints = process.readAllStandardError();
    if (complaints.contains("can't"))
        QSKIP("groff has no macros for man pages here");
    QCOMPARE(process.exitCode(), 0);
    QCOMPARE(complaints, QByteArray());
}

QTEST_GUILESS_MAIN(TestManPage)
#include "tst_manpage.moc"
