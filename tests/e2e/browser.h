// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

// A Chromium without a screen and with a profile of its own, driven by the WebDriver protocol. It, and the
// driver in between, die with the test, however that ends. Functions run the event loop while they wait.

#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QProcess>
#include <QTemporaryDir>
#include <QUrl>

namespace Drainboard {

class Browser : public QObject
{
    Q_OBJECT

public:
    explicit Browser(QObject *parent = nullptr);
    ~Browser() override;

    /// All return false where it did not work; then see problem().
    bool start();
    bool load(const QUrl &url);
    /// Runs \a script in the page; what it returns in \a value.
    bool run(const QString &script, QJsonValue *value = nullptr);
    /// Opens an empty tab, closes the one before, and goes on with the empty one.
    bool closeTab();

    /// How many tabs there are; -1 where it cannot be told.
    int tabs();
    QString problem() const { return m_problem; }

private:
    bool startDriver();
    QString writeLauncher();
    /// Sends a command, below the session where there is one; its value in \a value.
    bool command(const QByteArray &verb, const QString &path, const QJsonObject &arguments = {},
                 QJsonValue *value = nullptr);

    QTemporaryDir m_directory;
    QProcess m_driver;
    QNetworkAccessManager m_network;
    QString m_driverUrl;
    QString m_session;
    QString m_problem;
};

} // namespace Drainboard
