// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "child/childend.h"
#include "net/filedescriptor.h"

#include <QObject>
#include <QSocketNotifier>
#include <QStringList>

#include <optional>

#include <sys/types.h>

namespace Drainboard {

/// The warden of one command, as who started it sees it: see runWarden(). Lives in the thread that made it, which must
/// be one that lasts: where it ends, the warden takes that for the end of this process.
class WardenProcess : public QObject
{
    Q_OBJECT

public:
    struct Command
    {
        QString warden {}; ///< the executable whose main() calls runWarden()
        QStringList command {}; ///< at least the program, which is looked for in PATH
        std::optional<quint64> descriptorLimit {}; ///< the command's soft limit; as ours where nullopt
        FileDescriptor output {};
        FileDescriptor errors {};
    };

    explicit WardenProcess(QObject *parent = nullptr);
    /// Kills all that is left, and waits for that, up to five seconds.
    ~WardenProcess() override;

    /// Once. False, with errno, where no process can be started.
    bool start(Command command);
    /// The signal \a number is for the command's process; where that has ended, for those that it left.
    void sendSignal(int number);
    /// SIGKILL is for all that is left.
    void kill();

Q_SIGNALS:
    void started(qint64 pid);
    /// The command could not be started: \a error is an errno. Nothing comes after it.
    void refused(int error);
    /// The command's process has ended. If nothing else is left, gone() follows at once.
    void commandEnded(Drainboard::ProcessEnd end);
    /// Nothing is left. \a last: of the last process. Nothing comes after it.
    void gone(Drainboard::ProcessEnd last);
    /// The warden itself was killed. Nothing comes after it. Of the command, the group of its process was killed.
    void lost();

private:
    void readReports();
    void hear(const QByteArray &line);
    void end();

    FileDescriptor m_link;
    QSocketNotifier m_notifier { QSocketNotifier::Read };
    QByteArray m_received;
    pid_t m_warden = -1;
    pid_t m_command = -1; // the number of its group, too
    bool m_isOver = false;
};

} // namespace Drainboard
