// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "headlessdemo.h"

#include "consolereporter.h"
#include "demoview/demofile.h"
#include "demoview/demotext.h"
#include "demoview/stagerecord.h"
#include "texttable.h"

#include <QGuiApplication>
#include <utility>

namespace Drainboard {

namespace {

constexpr QSize pictureSize { 1280, 800 };

QStringList cellsOf(const DemoOutcome &outcome)
{
    return { DemoText::nameOf(outcome.policy, outcome.isOwn),
             QString::number(outcome.lost),
             QString::number(outcome.reset),
             QString::number(outcome.leftOpen),
             DemoText::seconds(outcome.time),
             QString::number(outcome.exitCode),
             DemoText::sentence(outcome) };
}

} // namespace

HeadlessDemo::HeadlessDemo(const DemoOptions &options, ConsoleReporter *console)
    : m_options(options)
    , m_console(console)
    , m_run(options.own)
{
    for (int i = 0; i < m_run.stageCount() && !m_options.pictureFile.isEmpty(); ++i)
        m_records.push_back(std::make_unique<StageRecord>(m_run.stage(i)));
    connect(&m_run, &DemoRun::stageFailed, this, [this](int stage) {
        m_failure = m_run.stage(stage)->ownServer() ? QStringLiteral("Could not start the server: %1")
                                                    : QStringLiteral("Could not play the demo: %1");
        m_failure = m_failure.arg(m_run.errorString());
        m_run.cancel();
    });
    // The table has standard output to itself.
    connect(&m_run, &DemoRun::said, this,
            [this](const QString &line) { m_console->print(StatusLines::Kind::Error, line); });
    connect(&m_run, &DemoRun::finished, QCoreApplication::instance(), &QCoreApplication::quit, Qt::QueuedConnection);
}

HeadlessDemo::~HeadlessDemo() = default;

int HeadlessDemo::run()
{
    if (!m_run.begin(m_options.plan))
        return printFailure(QStringLiteral("Could not play the demo: %1").arg(m_run.errorString()));
    m_run.play();
    QCoreApplication::exec();
    if (!m_failure.isEmpty())
        return printFailure(m_failure);
    QList<DemoOutcome> outcomes;
    for (int i = 0; i < m_run.stageCount(); ++i)
        outcomes += m_run.stage(i)->outcome().value_or(DemoOutcome());
    for (const QString &line : tableOf(outcomes))
        m_console->print(StatusLines::Kind::Event, line);
    const QString problem = writePicture();
    return problem.isEmpty() ? 0 : printFailure(problem);
}

int HeadlessDemo::printFailure(const QString &failure) const
{
    m_console->print(StatusLines::Kind::Error, failure);
    return 1;
}

QStringList HeadlessDemo::tableOf(const QList<DemoOutcome> &outcomes)
{
    QList<QStringList> rows { { QStringLiteral("policy"), QStringLiteral("lost"), QStringLiteral("reset"),
                                QStringLiteral("open"), QStringLiteral("time"), QStringLiteral("exit"),
                                QStringLiteral("what happened") } };
    for (const DemoOutcome &outcome : outcomes)
        rows += cellsOf(outcome);
    return textTable(rows);
}

QString HeadlessDemo::writePicture() const
{
    if (m_records.empty())
        return {};
    DemoScene scene { .plan = m_options.plan, .stages = {} };
    for (const auto &record : m_records)
        scene.stages.push_back(record.get());
    return DemoFile::write(m_options.pictureFile, scene, pictureSize, QGuiApplication::palette(),
                           QGuiApplication::font());
}

} // namespace Drainboard

#include "moc_headlessdemo.cpp"
