// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "allocation.h"
#include "check.h"
#include "child/warden.h"
#include "consolereporter.h"
#include "demoview/demowindow.h"
#include "descriptorlimit.h"
#include "displayprobe.h"
#include "headlessdemo.h"
#include "language/windowlanguage.h"
#include "options.h"
#include "program.h"
#include "qtoptions.h"

#include <QApplication>
#include <QLocale>

#include <csignal>
#include <cstdio>
#include <memory>
#include <optional>

#include <unistd.h>

using namespace Drainboard;

namespace {

ConsoleReporter *warningsGoTo = nullptr;

// Qt's own handler writes to standard error from whatever thread warns, and waits where nobody reads.
void warn(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    if (warningsGoTo && type != QtFatalMsg)
        warningsGoTo->print(StatusLines::Kind::Error, qFormatLogMessage(type, context, message));
    else
        std::fprintf(stderr, "%s\n", qUtf8Printable(qFormatLogMessage(type, context, message)));
}

/// While it lives, warnings go to \a console.
class Warnings
{
    Q_DISABLE_COPY_MOVE(Warnings)

public:
    explicit Warnings(ConsoleReporter &console)
    {
        warningsGoTo = &console;
        qInstallMessageHandler(warn);
    }
    ~Warnings()
    {
        qInstallMessageHandler(nullptr);
        warningsGoTo = nullptr;
    }
};

// Of one with windows.
void nameApplication()
{
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Drainboard"));
    QGuiApplication::setDesktopFileName(QStringLiteral("org.drainboard.Drainboard"));
}

// A picture takes fonts, and so an application with a GUI, though there is no display.
int runHeadlessDemo(const Options &options, int argc, char *argv[])
{
    std::unique_ptr<QCoreApplication> application;
    if (options.demo->pictureFile.isEmpty()) {
        application = std::make_unique<QCoreApplication>(argc, argv);
    } else {
        qputenv("QT_QPA_PLATFORM", "offscreen");
        application = std::make_unique<QGuiApplication>(argc, argv);
    }
    ConsoleReporter console(STDOUT_FILENO, STDERR_FILENO);
    const Warnings warnings(console);
    const WindowLanguage language({ QStringLiteral("en") }); // with its plurals
    if (!options.headless)
        console.print(StatusLines::Kind::Event, QStringLiteral("No display found: running headless"));
    return HeadlessDemo(*options.demo, &console).run();
}

int runDemoWindow(const DemoOptions &options, int argc, char *argv[])
{
    QApplication application(argc, argv);
    nameApplication();
    ConsoleReporter console(STDOUT_FILENO, STDERR_FILENO);
    const Warnings warnings(console);
    const WindowLanguage language(QLocale::system().uiLanguages());
    DemoWindow window(options.plan, options.own);
    QObject::connect(&window.run(), &DemoRun::said, &window,
                     [&console](const QString &line) { console.print(StatusLines::Kind::Error, line); });
    window.show();
    return QApplication::exec();
}

int give(const CommandLineAnswer &answer)
{
    std::fputs(answer.text.toUtf8().constData(), answer.exitCode == 0 ? stdout : stderr);
    return answer.exitCode;
}

} // namespace

int main(int argc, char *argv[])
{
    if (const std::optional<int> exitCode = runWarden(argc, argv))
        return *exitCode;
    std::signal(SIGPIPE, SIG_IGN); // if a client, or who reads our output, goes away, the program stays
    const std::optional<quint64> descriptorLimit = raiseDescriptorLimit();
    tuneAllocation();

    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments += QString::fromLocal8Bit(argv[i]);
    std::variant<Options, CommandLineAnswer> commandLine = parseCommandLine(QtOptions::removedFrom(arguments));
    if (const auto *answer = std::get_if<CommandLineAnswer>(&commandLine))
        return give(*answer);
    Options &options = std::get<Options>(commandLine);
    options.child.descriptorLimit = descriptorLimit;
    if (options.demo && options.demo->own)
        options.demo->own->child.descriptorLimit = descriptorLimit;

    if (options.check) {
        QCoreApplication application(argc, argv);
        ConsoleReporter console(STDOUT_FILENO, STDERR_FILENO);
        const Warnings warnings(console);
        return Check(options, &console).run();
    }
    if (options.demo && !options.headless && displayIsUsable(argc, argv))
        return runDemoWindow(*options.demo, argc, argv);
    if (options.demo)
        return runHeadlessDemo(options, argc, argv);
    const bool windowed = !options.headless && displayIsUsable(argc, argv); // before there are threads
    ConsoleReporter console(STDOUT_FILENO, STDERR_FILENO);
    const Warnings warnings(console);
    if (!windowed && !options.headless) {
        console.print(StatusLines::Kind::Event, QStringLiteral("No display found: running headless"));
        if (options.stayOpen) {
            console.print(StatusLines::Kind::Error, QStringLiteral("--stay-open: ignored, there is no window to keep"));
        }
    }

    QCoreApplication::setApplicationName(QStringLiteral("drainboard"));
    QCoreApplication::setApplicationVersion(QStringLiteral(DRAINBOARD_VERSION));
    std::unique_ptr<QCoreApplication> application;
    std::optional<WindowLanguage> language;
    if (windowed) {
        application = std::make_unique<QApplication>(argc, argv);
        nameApplication();
        language.emplace(QLocale::system().uiLanguages());
    } else {
        application = std::make_unique<QCoreApplication>(argc, argv);
    }
    return Program(options, windowed ? Program::Windows::Yes : Program::Windows::No, &console).run();
}
