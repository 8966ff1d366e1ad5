// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QProcess>
#include <QStringList>

namespace Drainboard {

/// The drainboard program as a child process of a test: on a free port of 127.0.0.1, without a display unless one is
/// given. It dies with the test, however that ends.
class ProgramUnderTest : public QProcess
{
    Q_OBJECT

public:
    explicit ProgramUnderTest(QObject *parent = nullptr);
    /// Kills it if it still runs.
    ~ProgramUnderTest() override;

    void setVariable(const char *name, const QString &value);
    /// Standard output goes to this descriptor, and is not seen here.
    void setOutput(int descriptor);
    /// The same, for standard error.
    void setError(int descriptor);

    /// Its soft limit at the start.
    void setDescriptorLimit(int count);
    /// Threads want a stack that it has no room for.
    void setNoThreads();

    /// With --port 0, in front of the options: one of theirs counts.
    void startWith(const QStringList &options);
    /// Starts it without a window, and waits until it serves.
    bool serveHeadless(const QStringList &options = {});
    /// Waits for the line that says that it serves, and reads the port from it.
    bool waitUntilServing();
    quint16 port() const { return m_port; }

    void raise(int signalNumber) const;
    /// Stops the main thread, and no other, until the end. False where this process may not.
    bool freezeMainThread() const;
    /// False where it crashed or still runs after half a minute.
    bool waitForExit();

    /// Whole lines so far.
    QStringList outputLines();
    QStringList errorLines();
    /// For a failed test to show.
    QString everythingSaid();

private:
    void readChannels();

    int m_error = -1;
    int m_output = -1;
    int m_descriptorLimit = 0;
    bool m_noThreads = false;
    quint16 m_port = 0;
    QByteArray m_said;
    QByteArray m_complained;
};

} // namespace Drainboard
