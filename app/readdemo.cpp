// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "readdemo.h"

#include "demoview/demofile.h"
#include "optionvalues.h"

namespace Drainboard {

DemoOptions readDemo(const OptionValues &values, const QStringList &given)
{
    const QString demo = QStringLiteral("demo");
    const QString headless = QStringLiteral("headless");
    const QString exportTo = QStringLiteral("export");
    const QString abortAfter = QStringLiteral("abort-after");
    const QString forceAfter = QStringLiteral("force-after");
    const QStringList known { demo, headless, exportTo, abortAfter, forceAfter };
    for (const QString &name : given) {
        if (!known.contains(name))
            throw WrongValue { name, QStringLiteral("has no meaning with --demo") };
    }
    DemoOptions options;
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
