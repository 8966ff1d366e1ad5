// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "lab/labroutes.h"

#include "tracking/httpcompat.h"
#include "tracking/trackedconnection.h"
#include "tracking/trackingserver.h"

#include <QElapsedTimer>
#include <QFuture>
#include <QFutureInterface>
#include <QJsonObject>
#include <QTimer>

#include <algorithm>
#include <limits>
#include <thread>

namespace Drainboard {

using namespace std::chrono_literals;

namespace {

constexpr auto streamInterval = 100ms;
constexpr quint64 bytesLimit = 100'000'000;

using StatusCode = QHttpServerResponder::StatusCode;

// A timer counts to 24 days.
std::chrono::milliseconds boundedTime(quint32 ms)
{
    return std::chrono::milliseconds(std::min<quint32>(ms, std::numeric_limits<int>::max()));
}

qint64 millisecondsSince(SteadyTime time)
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(SteadyClock::now() - time).count();
}

QFuture<QHttpServerResponse> respondAfter(std::chrono::milliseconds delay, QObject *context)
{
    // Not a QPromise: Qt 6.4's destructor of that runs QHttpServer's continuation a second time, because taking
    // the result has reset the state that says "finished".
    QFutureInterface<QHttpServerResponse> answer;
    answer.reportStarted();
    QTimer::singleShot(delay, Qt::PreciseTimer, context, [answer, delay]() mutable {
        answer.reportResult(QHttpServerResponse(QJsonObject { { QStringLiteral("delayed"), qint64(delay.count()) } }));
        answer.reportFinished();
    });
    return answer.future();
}

// Writes to the socket itself: Qt 6.4 has no other way to send in pieces, and Qt 6.5 to 6.7 none at all. Belongs
// to the socket, and so ends with it.
class Stream : public QObject
{
public:
    Stream(TrackedConnection *socket, std::chrono::milliseconds duration)
        : QObject(socket)
        , m_socket(socket)
        , m_duration(duration)
    {
        m_elapsed.start();
        m_socket->write("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n");
        writeChunk();
        connect(&m_timer, &QTimer::timeout, this, &Stream::next);
        m_timer.setTimerType(Qt::PreciseTimer);
        m_timer.start(std::min<std::chrono::milliseconds>(streamInterval, m_duration));
    }

private:
    void next()
    {
        const auto left = m_duration - std::chrono::milliseconds(m_elapsed.elapsed());
        if (left <= 0ms) {
            m_socket->write("0\r\n\r\n");
            deleteLater();
            m_timer.stop();
            return;
        }
        writeChunk();
        m_timer.setInterval(std::min<std::chrono::milliseconds>(streamInterval, left));
    }

    void writeChunk()
    {
        const QByteArray text = "chunk " + QByteArray::number(++m_chunks) + '\n';
        m_socket->write(QByteArray::number(text.size(), 16) + "\r\n" + text + "\r\n");
    }

    TrackedConnection *const m_socket;
    const std::chrono::milliseconds m_duration;
    QElapsedTimer m_elapsed;
    QTimer m_timer;
    int m_chunks = 0;
};

QJsonValue milliseconds(std::optional<std::chrono::microseconds> time)
{
    return time ? QJsonValue(double(time->count()) / 1000) : QJsonValue();
}

QJsonObject describe(const ConnectionInfo &info)
{
    return {
        { QStringLiteral("id"), qint64(info.id) },
        { QStringLiteral("peer"), info.peer },
        { QStringLiteral("state"), toText(info.state) },
        { QStringLiteral("requests"), qint64(info.requests) },
        { QStringLiteral("request"), QString::fromLatin1(info.requestLine) },
        { QStringLiteral("status"), info.status ? QJsonValue(info.status) : QJsonValue() },
        { QStringLiteral("firstByteMs"), milliseconds(info.firstByteAfter) },
        { QStringLiteral("lastByteMs"), milliseconds(info.lastByteAfter) },
        { QStringLiteral("pipelined"), info.pipelined },
        { QStringLiteral("keepAlive"), isKept(info.persistence) },
        { QStringLiteral("keepAliveReason"), toText(info.persistence) },
        { QStringLiteral("ageMs"), millisecondsSince(info.openedAt) },
        { QStringLiteral("bytesIn"), qint64(info.bytesIn) },
        { QStringLiteral("bytesOut"), qint64(info.bytesOut) },
    };
}

} // namespace

void addLabRoutes(QHttpServer &http, TrackingServer &server)
{
    TrackingServer *const tracking = &server;

    http.route(QStringLiteral("/"), [] {
        return QHttpServerResponse(QJsonObject { { QStringLiteral("ping"), true } });
    });

    http.route(QStringLiteral("/delay/<arg>"),
               [tracking](quint32 ms) { return respondAfter(boundedTime(ms), tracking); });

    http.route(QStringLiteral("/hang"), [tracking](const QHttpServerRequest &, HttpCompat::ResponderArgument) {
        tracking->currentConnection()->releaseHandler();
    });

    http.route(QStringLiteral("/stream/<arg>"),
               [tracking](quint32 ms, const QHttpServerRequest &request, HttpCompat::ResponderArgument responder) {
                   if (request.method() == QHttpServerRequest::Method::Head) {
                       responder.write(QByteArray(), "text/plain");
                       return;
                   }
                   TrackedConnection *socket = tracking->currentConnection();
                   socket->releaseHandler();
                   new Stream(socket, boundedTime(ms));
               });

    http.route(QStringLiteral("/bytes/<arg>"), [](quint64 count) {
        if (count > bytesLimit)
            return QHttpServerResponse(StatusCode::PayloadTooLarge);
        return QHttpServerResponse("application/octet-stream", QByteArray(qsizetype(count), 'x'));
    });

    http.route(QStringLiteral("/upload"), QHttpServerRequest::Method::Post, [](const QHttpServerRequest &request) {
        return QHttpServerResponse(QJsonObject { { QStringLiteral("received"), request.body().size() } });
    });

    http.route(QStringLiteral("/connection"),
               [tracking] { return QHttpServerResponse(describe(tracking->currentConnection()->info())); });

    http.route(QStringLiteral("/block/<arg>"), [](quint32 ms) {
        std::this_thread::sleep_for(boundedTime(ms));
        return QHttpServerResponse(QJsonObject { { QStringLiteral("blocked"), qint64(ms) } });
    });
}

} // namespace Drainboard
