// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "demo/demorun.h"
#include "demooptions.h"

#include <QObject>
#include <QStringList>

#include <memory>
#include <vector>

namespace Drainboard {

class ConsoleReporter;
class StageRecord;

/// `drainboard --demo --headless`: plays the demo once, and prints how each server has ended; or why that of the user
/// could not be started. Writes the picture, if one is wanted; then there must be a QGuiApplication. Main thread.
class HeadlessDemo : public QObject
{
    Q_OBJECT

public:
    /// \a console must outlive this.
    HeadlessDemo(const DemoOptions &options, ConsoleReporter *console);
    ~HeadlessDemo() override;

    /// Returns the program's exit code.
    int run();
    /// The table, line by line. Any thread.
    static QStringList tableOf(const QList<DemoOutcome> &outcomes);

private:
    int printFailure(const QString &failure) const;
    QString writePicture() const;

    const DemoOptions m_options;
    ConsoleReporter *m_console;
    DemoRun m_run;
    QString m_failure; ///< one line
    std::vector<std::unique_ptr<StageRecord>> m_records; ///< where there is to be a picture
};

} // namespace Drainboard
