// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

// For tests of ChildServer: what each of them starts.

#include "child/childserver.h"

#include <QFile>
#include <QTcpServer>
#include <QTemporaryDir>

#include <memory>

namespace Drainboard {

/// A ChildServer, and all that it has said.
class Child : public ChildServer
{
public:
    explicit Child(const Settings &settings)
        : ChildServer(settings)
    {
        connect(this, &ChildServer::outputLine, this, [this](const QByteArray &line, bool isError) {
            (isError ? errors : output) += line + '\n';
            ++lines;
        });
        connect(this, &ChildServer::ready, this, [this] { said += "ready "; });
        connect(this, &ChildServer::stoppedListening, this, [this] { said += "stoppedListening "; });
        connect(this, &ChildServer::failed, this, [this](const QString &reason) {
            said += "failed ";
            why = reason;
        });
        connect(this, &ChildServer::ended, this, [this](const ChildEnd &how) {
            said += "ended ";
            end = how;
        });
    }

    bool isOver() const { return state() == State::Over; }
    bool isRunning() const { return state() == State::Running; }

    QByteArray said; // without started() and outputLine()
    QByteArray output;
    QByteArray errors;
    int lines = 0;
    QString why;
    ChildEnd end;
};

/// A free port, a folder, and the settings of servers that play what a test wants. Make one for each test function.
class Stage
{
public:
    Stage()
    {
        QTcpServer server;
        server.listen(QHostAddress::LocalHost);
        m_port = server.serverPort();
    }

    quint16 port() const { return m_port; }
    /// The command of a playserver, which does what \a script says.
    static QStringList play(const QStringList &script)
    {
        return QStringList(QStringLiteral(DRAINBOARD_PLAYSERVER)) + script;
    }
    ChildServer::Settings playing(const QStringList &script) const
    {
        return { .command = play(script), .port = m_port };
    }
    /// For a script.
    QString listen() const { return QStringLiteral("listen:%1").arg(m_port); }
    /// The path of a file that a script may wait for.
    QString go() const { return m_folder.filePath(QStringLiteral("go")); }
    /// Makes that file.
    bool letGo() const { return QFile(go()).open(QIODevice::WriteOnly); }
    /// A file with \a text. Returns its path.
    QString write(const QByteArray &text, bool isExecutable = true) const
    {
        QFile file(m_folder.filePath(QStringLiteral("script")));
        if (file.open(QIODevice::WriteOnly))
            file.write(text);
        file.setPermissions(isExecutable ? QFile::ReadOwner | QFile::ExeOwner : QFile::ReadOwner);
        return file.fileName();
    }

private:
    const QTemporaryDir m_folder;
    quint16 m_port = 0;
};

} // namespace Drainboard
