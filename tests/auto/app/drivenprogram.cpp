// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
// The program as main() makes it, with a window, for tests to drive by lines on its standard input:
//   click NAME          the button of that object name; "no: click NAME" where it cannot be clicked
//   choose NAME TEXT    in that combo box
//   text NAME           answers "NAME: " with the text of that label
//   close               the window
#include "consolereporter.h"
#include "language/windowlanguage.h"
#include "options.h"
#include "program.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QSocketNotifier>

#include <csignal>
#include <cstdio>

#include <unistd.h>

using namespace Drainboard;

namespace {

template <typename Part> Part *part(const QString &name)
{
    for (const QWidget *window : QApplication::topLevelWidgets()) {
        if (auto *found = window->findChild<Part *>(name))
            return found;
    }
    return nullptr;
}

bool obey(const QString &line)
{
    const QString name = line.section(u' ', 1, 1);
    if (line == QStringLiteral("close")) {
        for (QWidget *window : QApplication::topLevelWidgets()) {
            if (window->objectName() == QStringLiteral("mainWindow"))
                window->close();
        }
        return true;
    }
    if (line.startsWith(QStringLiteral("click "))) {
        auto *button = part<QAbstractButton>(name);
        if (!button || !button->isVisible() || !button->isEnabled())
            return false;
        button->click();
        return true;
    }
    if (line.startsWith(QStringLiteral("choose "))) {
        if (auto *choice = part<QComboBox>(name); choice && choice->isEnabled())
            choice->setCurrentText(line.section(u' ', 2));
        return true;
    }
    if (line.startsWith(QStringLiteral("type "))) {
        auto *edit = part<QLineEdit>(name);
        if (!edit || !edit->isVisible())
            return false;
        edit->setText(line.section(u' ', 2));
        return true;
    }
    if (const auto *edit = part<QLineEdit>(name)) {
        std::printf("%s: %s\n", qPrintable(name), qPrintable(edit->text()));
        return true;
    }
    const auto *label = part<QLabel>(name);
    if (!label)
        return false;
    std::printf("%s: %s\n", qPrintable(name), qPrintable(label->isVisible() ? label->text() : QString()));
    return true;
}

} // namespace

int main(int argc, char *argv[])
{
    std::signal(SIGPIPE, SIG_IGN);
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments += QString::fromLocal8Bit(argv[i]);
    const auto commandLine = parseCommandLine(arguments);
    if (!std::holds_alternative<Options>(commandLine))
        return 2;
    ConsoleReporter console(STDOUT_FILENO, STDERR_FILENO);
    const QApplication application(argc, argv);
    const WindowLanguage language(QLocale::system().uiLanguages());
    Program program(std::get<Options>(commandLine), Program::Windows::Yes, &console);
    QByteArray said;
    QSocketNotifier input(STDIN_FILENO, QSocketNotifier::Read);
    QObject::connect(&input, &QSocketNotifier::activated, &application, [&] {
        char bytes[4096];
        const ssize_t size = ::read(STDIN_FILENO, bytes, sizeof bytes);
        if (size <= 0)
            input.setEnabled(false);
        else
            said.append(bytes, size);
        for (qsizetype end; (end = said.indexOf('\n')) >= 0; said.remove(0, end + 1)) {
            const QString line = QString::fromUtf8(said.left(end));
            if (!obey(line))
                std::printf("no: %s\n", qPrintable(line));
            std::fflush(stdout);
        }
    });
    return program.run();
}
