// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "browser.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTest>

#include <csignal>
#include <memory>

#include <sys/prctl.h>

namespace Drainboard {
namespace {

constexpr int longEnough = 60'000; // milliseconds; only a failing test waits as long

} // namespace

Browser::Browser(QObject *parent)
    : QObject(parent)
{
}

Browser::~Browser()
{
    if (!m_session.isEmpty())
        command("DELETE", QString()); // ends the browser
    m_driver.terminate();
    if (!m_driver.waitForFinished(5000)) {
        m_driver.kill();
        m_driver.waitForFinished();
    }
}

bool Browser::start()
{
    const QString launcher = writeLauncher();
    if (launcher.isEmpty() || !startDriver())
        return false;

    const QJsonArray flags {
        QStringLiteral("--headless"),
        QStringLiteral("--no-sandbox"),
        QStringLiteral("--disable-gpu"),
        QStringLiteral("--disable-quic"),
        QStringLiteral("--disable-dev-shm-usage"),
        QStringLiteral("--no-first-run"),
        QStringLiteral("--no-default-browser-check"),
        QStringLiteral("--disable-background-networking"),
        QStringLiteral("--disable-component-update"),
        QStringLiteral("--disable-sync"),
        QStringLiteral("--disable-breakpad"),
        // Chromium looks after its idle connections when it makes a request, and it asks Google for accounts
        // every few seconds. A port that it refuses to ask at all keeps the test's connections out of that.
        QStringLiteral("--gaia-url=http://127.0.0.1:9/"),
        QStringLiteral("--user-data-dir=") + m_directory.filePath(QStringLiteral("profile")),
    };
    const QJsonObject chromeOptions { { QStringLiteral("binary"), launcher }, { QStringLiteral("args"), flags } };
    const QJsonObject always { { QStringLiteral("browserName"), QStringLiteral("chrome") },
                               { QStringLiteral("goog:chromeOptions"), chromeOptions } };
    QJsonValue session;
    if (!command("POST", QStringLiteral("/session"),
                 { { QStringLiteral("capabilities"), QJsonObject { { QStringLiteral("alwaysMatch"), always } } } },
                 &session)) {
        return false;
    }
    m_session = session[QStringLiteral("sessionId")].toString();
    return !m_session.isEmpty();
}

bool Browser::load(const QUrl &url)
{
    return command("POST", QStringLiteral("/url"), { { QStringLiteral("url"), url.toString() } });
}

bool Browser::run(const QString &script, QJsonValue *value)
{
    return command("POST", QStringLiteral("/execute/sync"),
                   { { QStringLiteral("script"), script }, { QStringLiteral("args"), QJsonArray() } }, value);
}

bool Browser::closeTab()
{
    QJsonValue empty;
    return command("POST", QStringLiteral("/window/new"), { { QStringLiteral("type"), QStringLiteral("tab") } }, &empty)
        && command("DELETE", QStringLiteral("/window"))
        && command("POST", QStringLiteral("/window"),
                   { { QStringLiteral("handle"), empty[QStringLiteral("handle")] } });
}

int Browser::tabs()
{
    QJsonValue handles;
    return command("GET", QStringLiteral("/window/handles"), {}, &handles) ? int(handles.toArray().size()) : -1;
}

bool Browser::startDriver()
{
    m_driver.setProcessChannelMode(QProcess::MergedChannels);
    m_driver.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("XDG_CONFIG_HOME"), m_directory.path());
    environment.insert(QStringLiteral("XDG_CACHE_HOME"), m_directory.path());
    m_driver.setProcessEnvironment(environment);
    m_driver.start(QStringLiteral("chromedriver"), { QStringLiteral("--port=0") });

    const QRegularExpression started(QStringLiteral("started successfully on port (\\d+)"));
    QString said;
    const bool found = QTest::qWaitFor(
        [&] {
            said += QString::fromUtf8(m_driver.readAll());
            const QRegularExpressionMatch match = started.match(said);
            m_driverUrl = QStringLiteral("http://127.0.0.1:") + match.captured(1);
            return match.hasMatch();
        },
        longEnough);
    if (!found)
        m_problem = QStringLiteral("chromedriver does not start: %1 %2").arg(m_driver.errorString(), said);
    return found;
}

/// The driver starts the browser, and would leave it behind if it were killed.
QString Browser::writeLauncher()
{
    QFile launcher(m_directory.filePath(QStringLiteral("chromium")));
    const QString chromium = QStandardPaths::findExecutable(QStringLiteral("chromium"));
    if (chromium.isEmpty() || !launcher.open(QIODevice::WriteOnly)) {
        m_problem = QStringLiteral("There is no chromium, or no place for its profile");
        return {};
    }
    launcher.write("#!/bin/sh\nexec setpriv --pdeathsig KILL " + chromium.toUtf8() + " \"$@\"\n");
    launcher.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return launcher.fileName();
}

bool Browser::command(const QByteArray &verb, const QString &path, const QJsonObject &arguments, QJsonValue *value)
{
    const QString session = m_session.isEmpty() ? QString() : QStringLiteral("/session/") + m_session;
    QNetworkRequest request(QUrl(m_driverUrl + session + path));
    request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
    const QByteArray body = verb == "POST" ? QJsonDocument(arguments).toJson() : QByteArray();
    const std::unique_ptr<QNetworkReply> reply(m_network.sendCustomRequest(request, verb, body));
    const bool finished = QTest::qWaitFor([&] { return reply->isFinished(); }, longEnough);
    const QByteArray answer = reply->readAll();
    if (!finished || reply->error() != QNetworkReply::NoError) {
        m_problem = QStringLiteral("%1 %2: %3 %4")
                        .arg(QString::fromLatin1(verb), path, reply->errorString(), QString::fromUtf8(answer));
        return false;
    }
    if (value)
        *value = QJsonDocument::fromJson(answer)[QStringLiteral("value")];
    return true;
}

} // namespace Drainboard
