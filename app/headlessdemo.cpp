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
    return { toText(outcome.policy),          QString::number(outcome.lost),
             QString::number(outcome.reset),  QString::number(outcome.leftOpen),
             DemoText::seconds(outcome.time), QString::number(outcome.exitCode),
             DemoText::sentence(outcome) };
}

} // namespace

HeadlessDemo::HeadlessDemo(const DemoOptions &options, ConsoleReporter *console)
    : m_options(options)
    , m_console(console)
{
    for (int i = 0; i < DemoRun::stageCount && !m_options.pictureFile.isEmpty(); ++i)
        m_records.push_back(std::make_unique<StageRecord>(m_run.stage(i)));
    connect(&m_run, &DemoRun::finished, QCoreApplication::instance(), &QCoreApplication::quit, Qt::QueuedConnection);
}

HeadlessDemo::~HeadlessDemo() = default;

int HeadlessDemo::run()
{
    if (!m_run.begin(m_options.plan)) {
        m_console->print(StatusLines::Kind::Error,
                         QStringLiteral("Could not play the demo: %1").arg(m_run.errorString()));
        return 1;
    }
    m_run.play();
    for (const auto &record : m_records)
        record->begin(m_options.plan);
    QCoreApplication::exec();
    QList<DemoOutcome> outcomes;
    for (int i = 0; i < DemoRun::stageCount; ++i)
        outcomes += m_run.stage(i)->outcome().value_or(DemoOutcome());
    for (const QString &line : tableOf(outcomes))
        m_console->print(StatusLines::Kind::Event, line);
    const QString problem = writePicture();
    if (problem.isEmpty())
        return 0;
    m_console->print(StatusLines::Kind::Error, problem);
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
