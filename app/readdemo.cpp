// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "readdemo.h"

#include "demoview/demofile.h"
#include "readchild.h"

namespace Drainboard {

namespace {

const QStringList ownOptions { QStringLiteral("tap"), QStringLiteral("stop-signal"), QStringLiteral("ready-timeout"),
                               QStringLiteral("url-path") };

std::optional<OwnServer> readOwn(const OptionValues &values, const QStringList &command)
{
    const QString tap = QStringLiteral("tap");
    const QString path = QStringLiteral("url-path");
    if (command.isEmpty()) {
        for (const QString &option : ownOptions) {
            if (values.isSet(option))
                throw WrongValue { option, QStringLiteral("needs a command behind -- with --demo") };
        }
        return std::nullopt;
    }
    if (!values.isSet(tap))
        throw WrongValue { tap, QStringLiteral("missing: say on which port the server behind -- listens: --tap PORT") };
    const TapSettings address = values.server(tap);
    OwnServer own;
    own.child = readChild(values, address, command);
    own.path = values.urlPath(path).toUtf8();
    CrowdSettings clients = DemoPlan().crowdSettings(own);
    clients.port = address.port;
    if (const QString problem = clients.problem(); !problem.isEmpty())
        throw WrongValue { path, problem };
    return own;
}

} // namespace

DemoOptions readDemo(const OptionValues &values, const QStringList &given, const QStringList &command)
{
    const QString demo = QStringLiteral("demo");
    const QString headless = QStringLiteral("headless");
    const QString exportTo = QStringLiteral("export");
    const QString abortAfter = QStringLiteral("abort-after");
    const QString forceAfter = QStringLiteral("force-after");
    const QStringList known = QStringList { demo, headless, exportTo, abortAfter, forceAfter } + ownOptions;
    for (const QString &name : given) {
        if (!known.contains(name))
            throw WrongValue { name, QStringLiteral("has no meaning with --demo") };
    }
    DemoOptions options;
    options.own = readOwn(values, command);
    if (values.isSet(abortAfter))
        options.plan.abortAfter = values.duration(abortAfter);
    if (values.isSet(forceAfter))
        options.plan.forceAfter = values.duration(forceAfter);
    if (const QString problem = options.plan.problem(); !problem.isEmpty())
        throw WrongValue { values.isSet(forceAfter) ? forceAfter : abortAfter, problem };
    if (!values.isSet(exportTo))
        return options;
    if (!values.isSet(headless))
        throw WrongValue { exportTo, QStringLiteral("needs --headless with --demo; its window saves pictures itself") };
    if (!DemoFile::isKnown(values.text(exportTo)))
        throw WrongValue { exportTo,
                           QStringLiteral("the name of a demo's picture ends in one of %1")
                               .arg(DemoFile::endings().join(QStringLiteral(", "))) };
    options.pictureFile = values.writableFile(exportTo);
    return options;
}

} // namespace Drainboard
