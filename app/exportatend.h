// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "export/exportdata.h"

#include <QString>
#include <QStringList>

#include <atomic>
#include <functional>

namespace Drainboard {

/// Writes what is known of all runs to a file, at the end of each. The main thread does it; where that is stuck,
/// another one does. Any thread.
class ExportAtEnd
{
    Q_DISABLE_COPY_MOVE(ExportAtEnd)

public:
    /// Called in any thread. Must not wait for one that may be blocked.
    using Source = std::function<ExportData()>;

    /// An empty \a fileName: nothing is written.
    ExportAtEnd(const QString &fileName, Source source);

    /// Writes the file, unless that has been done for this run. Returns what is to be said on standard error, line by
    /// line: what went wrong, and what is not in the file. Where another thread is at it, and this one cannot wait,
    /// that has gone wrong.
    QStringList write();
    /// There is another run, whose end is to be written.
    void beginAnew();

private:
    enum class State { NotWritten, Writing, Written };

    const QString m_fileName;
    const Source m_source;
    std::atomic<State> m_state = State::NotWritten;
};

} // namespace Drainboard
