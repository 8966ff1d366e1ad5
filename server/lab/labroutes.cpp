// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "lab/labroutes.h"

#include "lab/chunkstream.h"
#include "lab/eventstream.h"
#include "lab/requestorigin.h"
#include "lab/statusresponse.h"
#include "lab/websocketecho.h"
#include "tracking/httpcompat.h"
#include "tracking/trackedconnection.h"
#include "tracking/trackingserver.h"

#include <QFuture>
#include <QFutureInterface>
#include <QJsonObject>
#include <QSysInfo>
#include <QTimer>

#include <algorithm>
#include <limits>
#include <thread>

namespace Drainboard {

using namespace std::chrono_literals;

namespace {

constexpr quint64 bytesLimit = 100'000'000;
constexpr quint64 blockLimit = 60'000; // milliseconds
constexpr auto plainText = "text/plain";
constexpr auto anyBytes = "application/octet-stream";

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

// Not a QPromise: Qt 6.4's destructor of that runs QHttpServer's continuation a second time, because taking the result
// has reset the state that says "finished".
QFutureInterface<QHttpServerResponse> laterAnswer()
{
    QFutureInterface<QHttpServerResponse> answer;
    answer.reportStarted();
    return answer;
}

void give(QFutureInterface<QHttpServerResponse> answer, QHttpServerResponse &&response)
{
    answer.reportResult(std::move(response));
    answer.reportFinished();
}

/// Keeps pages of other sites away from the routes of one server. Lives in the thread of that server.
class Guard
{
public:
    /// A server that listens to the network has the machine's name, too.
    explicit Guard(const TrackingServer &server)
        : m_server(&server)
        , m_machineName(server.serverAddress().isLoopback() ? QString() : QSysInfo::machineHostName())
    {
    }

    /// Why the request that is being handled must not be served; empty if it may.
    QByteArray refusal(const QHttpServerRequest &request) const
    {
        const TrackedConnection *connection = m_server->currentConnection();
        const QByteArray reason = foreignOrigin(
            { .host = request.value("Host"),
              .origin = request.value("Origin"),
              .fetchSite = request.value("Sec-Fetch-Site") },
            { .address = connection->localAddress(), .machineName = m_machineName });
        return reason.isEmpty() ? reason : "The lab does not answer: " + reason + '\n';
    }

private:
    const TrackingServer *m_server;
    QString m_machineName;
};

QHttpServerResponse forbidden(const QByteArray &reason)
{
    return QHttpServerResponse(plainText, reason, StatusCode::Forbidden);
}

// Never under a type of the client's own: a browser could be made to run what comes back.
QHttpServerResponse echo(const QHttpServerRequest &request, const TrackedConnection &connection)
{
    using Method = QHttpServerRequest::Method;
    const Method method = request.method();
    const bool isOfBody = method == Method::Post || method == Method::Put || method == Method::Patch;
    QHttpServerResponse response = isOfBody ? QHttpServerResponse(anyBytes, request.body())
                                            : QHttpServerResponse(plainText, connection.requestHeader());
    HttpCompat::setHeader(response, "X-Content-Type-Options", "nosniff");
    return response;
}

QJsonValue milliseconds(std::optional<std::chrono::microseconds> time)
{
    return time ? QJsonValue(double(time->count()) / 1000) : QJsonValue();
}

QJsonObject describe(const TcpFigures &figures)
{
    return {
        { QStringLiteral("roundTripMs"), milliseconds(figures.roundTrip) },
        { QStringLiteral("roundTripDeviationMs"), milliseconds(figures.roundTripDeviation) },
        { QStringLiteral("retransmissions"), qint64(figures.retransmissions) },
        { QStringLiteral("retransmissionsInFlight"), qint64(figures.retransmissionsInFlight) },
        { QStringLiteral("unacknowledgedSegments"), qint64(figures.unacknowledgedSegments) },
        { QStringLiteral("unacknowledgedBytes"), figures.unacknowledgedBytes },
        { QStringLiteral("notSentBytes"), figures.notSentBytes },
        { QStringLiteral("unreadBytes"), figures.unreadBytes },
        { QStringLiteral("congestionWindow"), qint64(figures.congestionWindow) },
        { QStringLiteral("deliveryRate"), qint64(figures.deliveryRate) },
    };
}

QJsonObject describe(const ConnectionInfo &info, const TcpFigures &figures)
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
        { QStringLiteral("waitedMs"), milliseconds(info.waited) },
        { QStringLiteral("halfClosed"), info.peerFinished },
        { QStringLiteral("bytesIn"), qint64(info.bytesIn) },
        { QStringLiteral("bytesOut"), qint64(info.bytesOut) },
        { QStringLiteral("tcp"), describe(figures) },
    };
}

} // namespace

void addLabRoutes(QHttpServer &http, TrackingServer &server)
{
    TrackingServer *const tracking = &server;

    http.route(QStringLiteral("/"), [] {
        return QHttpServerResponse(QJsonObject { { QStringLiteral("ping"), true } });
    });

    const Guard guard(server);

    http.route(QStringLiteral("/delay/<arg>"), [tracking, guard](quint32 ms, const QHttpServerRequest &request) {
        QFutureInterface<QHttpServerResponse> answer = laterAnswer();
        if (const QByteArray reason = guard.refusal(request); !reason.isEmpty()) {
            give(answer, forbidden(reason));
            return answer.future();
        }
        const auto delay = boundedTime(ms);
        QTimer::singleShot(delay, Qt::PreciseTimer, tracking, [answer, delay] {
            give(answer, QJsonObject { { QStringLiteral("delayed"), qint64(delay.count()) } });
        });
        return answer.future();
    });

    http.route(QStringLiteral("/hang"),
               [tracking, guard](const QHttpServerRequest &request, HttpCompat::ResponderArgument responder) {
                   if (const QByteArray reason = guard.refusal(request); !reason.isEmpty())
                       responder.write(reason, plainText, StatusCode::Forbidden);
                   else
                       tracking->currentConnection()->releaseHandler();
               });

    http.route(
        QStringLiteral("/stream/<arg>"),
        [tracking, guard](quint32 ms, const QHttpServerRequest &request, HttpCompat::ResponderArgument responder) {
            if (const QByteArray reason = guard.refusal(request); !reason.isEmpty()) {
                responder.write(reason, plainText, StatusCode::Forbidden);
                return;
            }
            if (request.method() == QHttpServerRequest::Method::Head) {
                responder.write(QByteArray(), plainText);
                return;
            }
            TrackedConnection *socket = tracking->currentConnection();
            socket->releaseHandler();
            new ChunkStream(socket, boundedTime(ms));
        });

    http.route(QStringLiteral("/bytes/<arg>"), [guard](quint64 count, const QHttpServerRequest &request) {
        if (const QByteArray reason = guard.refusal(request); !reason.isEmpty())
            return forbidden(reason);
        if (count > bytesLimit)
            return QHttpServerResponse(StatusCode::PayloadTooLarge);
        return QHttpServerResponse(anyBytes, QByteArray(qsizetype(count), 'x'));
    });

    http.route(QStringLiteral("/upload"), QHttpServerRequest::Method::Post, [guard](const QHttpServerRequest &request) {
        if (const QByteArray reason = guard.refusal(request); !reason.isEmpty())
            return forbidden(reason);
        return QHttpServerResponse(QJsonObject { { QStringLiteral("received"), request.body().size() } });
    });

    http.route(QStringLiteral("/echo"), [tracking, guard](const QHttpServerRequest &request) {
        if (const QByteArray reason = guard.refusal(request); !reason.isEmpty())
            return forbidden(reason);
        return echo(request, *tracking->currentConnection());
    });

    http.route(QStringLiteral("/status/<arg>"),
               [tracking, guard](const QString &code, const QHttpServerRequest &request,
                                 HttpCompat::ResponderArgument responder) {
                   if (const QByteArray reason = guard.refusal(request); !reason.isEmpty()) {
                       responder.write(reason, plainText, StatusCode::Forbidden);
                       return;
                   }
                   const int status = StatusResponse::statusIn(code);
                   if (status == 0) {
                       responder.write("/status/<code> takes a status from 200 to 599.\n", plainText,
                                       StatusCode::BadRequest);
                       return;
                   }
                   TrackedConnection *socket = tracking->currentConnection();
                   socket->releaseHandler();
                   socket->write(StatusResponse::of(status));
               });

    http.route(QStringLiteral("/connection"), [tracking, guard](const QHttpServerRequest &request) {
        if (const QByteArray reason = guard.refusal(request); !reason.isEmpty())
            return forbidden(reason);
        const ConnectionInfo &info = tracking->currentConnection()->info();
        return QHttpServerResponse(describe(info, tracking->tcpFigures(info.id).value_or(TcpFigures())));
    });

    http.route(QStringLiteral("/block/<arg>"), [guard](quint64 ms, const QHttpServerRequest &request) {
        if (const QByteArray reason = guard.refusal(request); !reason.isEmpty())
            return forbidden(reason);
        if (ms > blockLimit) {
            const QByteArray limit = QByteArray::number(blockLimit);
            return QHttpServerResponse(plainText, "/block/<ms> takes " + limit + " milliseconds at most.\n",
                                       StatusCode::BadRequest);
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(ms));
        return QHttpServerResponse(QJsonObject { { QStringLiteral("blocked"), qint64(ms) } });
    });

    http.route(QStringLiteral("/events"),
               [tracking, guard](const QHttpServerRequest &request, HttpCompat::ResponderArgument responder) {
                   if (const QByteArray reason = guard.refusal(request); !reason.isEmpty()) {
                       responder.write(reason, plainText, StatusCode::Forbidden);
                       return;
                   }
                   TrackedConnection *socket = tracking->currentConnection();
                   socket->releaseHandler();
                   if (request.method() == QHttpServerRequest::Method::Head)
                       ChunkedResponse(socket, EventStream::fields);
                   else
                       new EventStream(socket, *tracking);
               });

    addWebSocketEcho(http, server, [guard](const QHttpServerRequest &request) { return guard.refusal(request); });
}

} // namespace Drainboard
