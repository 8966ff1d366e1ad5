// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "crowd/crowdresult.h"
#include "crowd/crowdsettings.h"

#include <QObject>

#include <memory>
#include <optional>
#include <vector>

namespace Drainboard {

/// Clients as they are in the world, for any HTTP server: thousands of them, in one thread of their own. Each behaves
/// as a good client, and says what has become of its requests. So a server can be stopped under them, and what that
/// costs is known. Lives in the thread that made it; its functions are for that, except where "any thread" is said. The
/// clients do not need its event loop, which only brings the signals.
class Crowd : public QObject
{
    Q_OBJECT

public:
    explicit Crowd(const CrowdSettings &settings, QObject *parent = nullptr);
    /// Ends all connections that there are, at once.
    ~Crowd() override;

    const CrowdSettings &settings() const { return m_settings; }

    /// Has the clients come. False, with the reason in errorString(), where the settings are wrong, or descriptors or
    /// threads are missing. Once.
    bool start();
    /// Why start() failed: one line for people. Empty if it did not.
    QString errorString() const { return m_error; }

    /// The server is about to end. Until then, a client that the server leaves, or refuses, comes back. From now on it
    /// tries once at most: those that ask again and again do, for they need a connection. The others are done. So the
    /// crowd finishes by itself when the server has closed or reset each connection, and accepts no more. It does not
    /// where a client holds its connection (CrowdSettings::answersFin) and the server does not reset it: then stop().
    void expectEnd();
    /// The clients send nothing new. Requests in progress go on to their end, except those of hang and noread, which
    /// are given up. Then the clients close. What the server has done before, the clients get to know first.
    void stop();
    /// Whether each client is done. Any thread.
    bool isFinished() const;

    /// What has become of it so far. Any thread. Empty before start().
    CrowdResult result() const;
    /// The clients as they are now, by number. Any thread. The same plan has the same clients. Empty before start().
    std::vector<CrowdClientInfo> clients() const;
    /// The number of the last client that had a connection with \a localPort at its end: what a server sees as the
    /// peer's port. Any thread.
    std::optional<int> clientAt(quint16 localPort) const;

Q_SIGNALS:
    /// Each client has had a connection. Once.
    void welcomed();
    /// Each client is done. Once.
    void finished();

private:
    class Private;

    bool fail(const QString &reason);

    const CrowdSettings m_settings;
    QString m_error;
    std::unique_ptr<Private> d; // from start() on
};

} // namespace Drainboard
