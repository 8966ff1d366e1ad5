// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "check.h"

#include "consolereporter.h"
#include "crowd/crowd.h"
#include "engine/httpengine.h"
#include "replacefile.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <set>

namespace Drainboard {

using namespace std::chrono_literals;

namespace {

// Clients know of the end when the last FIN or RST has reached them.
constexpr auto patienceWithClients = 3s;

} // namespace

Check::Check(const Options &options, ConsoleReporter *console)
    : m_options(options)
    , m_check(*options.check)
    , m_console(console)
    , m_server(std::make_unique<ServerRun>(options.child))
{
    m_result.command = m_options.child.command.join(u' ');
    for (QTimer *timer : { &m_warmUp, &m_patience })
        timer->setSingleShot(true);
    connect(&m_warmUp, &QTimer::timeout, this, &Check::stopServer);
    connect(&m_patience, &QTimer::timeout, this, [this] { m_crowd->stop(); });
    connect(m_server.get(), &ServerRun::ready, this, &Check::letClientsCome);
    connect(m_server.get(), &ServerRun::failed, this,
            [this](const QString &why) { fail(QStringLiteral("Could not start the server: %1").arg(why)); });
    // The table has standard output to itself.
    connect(m_server.get(), &ServerRun::said, this,
            [this](const QString &line) { m_console->print(StatusLines::Kind::Error, line); });
}

Check::~Check() = default;

int Check::run()
{
    startServer();
    QCoreApplication::exec();
    for (const QString &line : m_result.toText().split(u'\n', Qt::SkipEmptyParts))
        m_console->print(StatusLines::Kind::Event, line);
    const QByteArray report = QJsonDocument(m_result.toJson()).toJson();
    for (const auto &[file, text] :
         { std::pair(m_options.reportFile, report), { m_check.junitFile, m_result.toJunit() } }) {
        if (file.isEmpty())
            continue;
        if (const QString problem = replaceFile(file, text); !problem.isEmpty())
            m_console->print(StatusLines::Kind::Error, QStringLiteral("Could not write %1: %2").arg(file, problem));
    }
    return m_result.exitCode();
}

void Check::startServer()
{
    m_shutdown = {};
    m_isServerOver = false;
    m_isCrowdOver = false;
    m_server->start();
}

void Check::letClientsCome()
{
    m_engine = std::make_unique<HttpEngine>(m_options.engine);
    connect(m_engine.get(), &HttpEngine::shutdownFinished, this, &Check::onServerOver);
    if (!m_engine->listen()) {
        fail(QStringLiteral("Could not listen: %1").arg(m_engine->errorString()));
        return;
    }
    m_server->follow(m_engine.get());
    CrowdSettings settings = m_check.crowd;
    settings.address = m_options.engine.address;
    settings.port = m_engine->serverPort();
    if (settings.host.isEmpty()) // as a client of the server itself would say
        settings.host = m_options.engine.tap->address().toLatin1();
    m_crowd = std::make_unique<Crowd>(settings);
    connect(m_crowd.get(), &Crowd::welcomed, this, [this] { m_warmUp.start(m_check.warmUp); });
    connect(m_crowd.get(), &Crowd::finished, this, &Check::onCrowdOver);
    if (!m_crowd->start())
        fail(QStringLiteral("Could not start the clients: %1").arg(m_crowd->errorString()));
    m_warmUp.start(m_check.warmUp + m_options.child.readyTimeout); // in case that they are not all welcome
}

void Check::stopServer()
{
    m_crowd->expectEnd();
    m_engine->triggerShutdown(QStringLiteral("check"));
}

void Check::onServerOver(const ShutdownReport &report)
{
    m_warmUp.stop();
    m_shutdown.report = report;
    m_isServerOver = true;
    if (m_crowd && !m_isCrowdOver) {
        m_crowd->expectEnd();
        m_patience.start(patienceWithClients + m_options.engine.tap->latency);
    }
    noteIfOver();
}

void Check::onCrowdOver()
{
    m_isCrowdOver = true;
    noteIfOver();
}

void Check::noteIfOver()
{
    if (!m_isServerOver || !m_isCrowdOver)
        return;
    m_patience.stop();
    m_shutdown.crowd = m_crowd->result();
    noteRefused(m_shutdown);
    m_result.shutdowns.push_back(m_shutdown);
    // Not while they call.
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_crowd.reset();
            m_engine.reset();
            if (m_result.shutdowns.size() < std::size_t(m_check.shutdowns))
                startServer();
            else
                end();
        },
        Qt::QueuedConnection);
}

// A client of the tap is connected before the server refuses it, and may have sent a request by then.
void Check::noteRefused(CheckedShutdown &shutdown) const
{
    std::set<quint16> refused;
    for (const ConnectionFacts &facts : m_engine->closedConnections().connections) {
        if (facts->cause == CloseCause::RefusedByServer)
            refused.insert(quint16(facts->peer.mid(facts->peer.lastIndexOf(u':') + 1).toUInt()));
    }
    for (const CrowdLoss &loss : shutdown.crowd.losses) {
        if (loss.wasFirst && loss.reason == CrowdLossReason::Reset && refused.contains(loss.localPort))
            ++shutdown.refusedRequests[std::size_t(loss.kind)];
    }
}

void Check::fail(const QString &problem)
{
    m_result.problem = problem;
    QMetaObject::invokeMethod(this, &Check::end, Qt::QueuedConnection);
}

void Check::end()
{
    m_server.reset(); // nothing of it stays
    QCoreApplication::exit(0);
}

} // namespace Drainboard

#include "moc_check.cpp"
