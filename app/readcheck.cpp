// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "readcheck.h"

#include "options.h"

namespace Drainboard {

void readCheck(const OptionValues &values, Options &options)
{
    const QString crowd = QStringLiteral("crowd");
    const QString path = QStringLiteral("url-path");
    const QString header = QStringLiteral("header");
    const QString junit = QStringLiteral("junit");
    const QString report = QStringLiteral("report");

    CheckOptions check;
    const CrowdPlan::Parsed plan = CrowdPlan::parse(values.text(crowd));
    if (!plan.plan)
        throw WrongValue { crowd, plan.error };
    check.crowd.plan = *plan.plan;
    for (const CrowdKind kind : { CrowdKind::Hang, CrowdKind::NoRead }) {
        if (check.crowd.plan.of(kind) > 0)
            throw WrongValue {
                crowd,
                QStringLiteral("\"%1\" clients are never answered, so nothing could be said of them").arg(toText(kind))
            };
    }
    check.crowd.path = values.urlPath(path).toUtf8();
    check.crowd.method = values.text(QStringLiteral("method")).toLatin1();
    check.crowd.body = values.text(QStringLiteral("body")).toUtf8();
    for (const QString &field : values.texts(header)) {
        const qsizetype colon = field.indexOf(u':');
        if (colon < 1)
            throw WrongValue { header, QStringLiteral("\"%1\" is not NAME:VALUE").arg(field) };
        check.crowd.headers += { field.first(colon).trimmed().toUtf8(), field.sliced(colon + 1).trimmed().toUtf8() };
    }
    if (const QString problem = check.crowd.problem(); !problem.isEmpty() && options.engine.tap) {
        CrowdSettings reachable = check.crowd; // its port is known later
        reachable.port = options.engine.tap->port;
        if (const QString other = reachable.problem(); !other.isEmpty())
            throw WrongValue { crowd, other };
    }
    check.warmUp = values.durationOrZero(QStringLiteral("warm-up"));
    check.shutdowns = values.number(QStringLiteral("shutdowns"), 1, 1000);
    if (values.isSet(junit))
        check.junitFile = values.writableFile(junit);
    if (values.isSet(report) && values.isSet(junit) && values.writableFile(report) == check.junitFile)
        throw WrongValue { junit, QStringLiteral("this is the file of --report") };
    options.check = check;
}

} // namespace Drainboard
