// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "http/exchangefacts.h"
#include "http/seenmessage.h"
#include "values/vocabulary.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

namespace Drainboard {

/// What a client and a server say to each other, as it passes somebody in between, who refuses, limits and changes
/// nothing. Requests are matched with responses in their order. Where it is not HTTP/1 that passes, or not any more,
/// the looking ends, and protocol() says what it is. Knows no socket and no clock. Plain value logic, for any one
/// thread.
class Conversation
{
    Q_DISABLE_COPY_MOVE(Conversation)

public:
    /// Who is told.
    class Listener
    {
    public:
        /// The turn of a request of \a bytesIn bytes has come: it is the server's to answer. \a isNextBegun: something
        /// has come behind it.
        virtual void onRequestTurn(const QByteArray &requestLine, qsizetype bytesIn, bool isNextBegun) = 0;
        /// Its response is whole.
        virtual void onAnswered(int status) = 0;

    protected:
        ~Listener() = default;
    };

    /// \a listener must live as long as this.
    explicit Conversation(Listener &listener)
        : m_listener(listener)
    {
    }

    /// What the client has sent.
    void fromClient(QByteArrayView bytes);
    /// What the server has sent, once it is on its way to the client.
    void fromServer(QByteArrayView bytes);
    /// The server's FIN, behind all of that: it may be the end of a response.
    void serverFinished();

    /// What passes.
    PassedProtocol protocol() const { return m_protocol; }
    /// Something of a request has come that has no turn yet.
    bool isNextBegun() const { return isRequestWaiting() || isUnknownArriving(); }
    /// How many requests have begun to come: also one of whose header there is only a part.
    quint64 begun() const { return m_begun + (isUnknownArriving() ? 1 : 0); }
    /// How many of them are answered.
    quint64 answered() const { return m_answered; }
    /// What comes now from the client goes on with a request that has had its turn already.
    bool isInRestOfRequest() const
    {
        return m_isAnsweredEarly || (m_isArriving && isAnswering() && m_requests.size() == 1);
    }
    /// All that its connection's record tells of it. \a isAllSent: the client's kernel has all that the server has
    /// sent.
    ExchangeFacts facts(bool isAllSent) const;
    /// The status of the response that has begun; 0 where none has.
    int responseStatus() const { return m_response.isHeaderComplete() ? m_response.header().status : 0; }
    /// Behind the response that is due or comes, the connection ends: one of the two has said so.
    bool isLast() const { return m_persistence != Persistence::Unknown && !isKept(m_persistence); }
    /// The requests that have come and have not had their turn, whole or in part; not those that the client must send
    /// again, because they are behind a "close" of either side.
    QList<QByteArray> waiting() const;

private:
    struct Request
    {
        SeenMessage::Header header;
        quint64 size = 0;
        bool isWhole = false;
        bool hasTurn = false;
    };
    bool isRequestWaiting() const { return m_requests.size() > (isAnswering() ? 1 : 0); }
    bool isUnknownArriving() const { return m_request.isBegun() && !m_isArriving && !m_isAnsweredEarly; }
    bool isAnswering() const { return !m_requests.isEmpty() && m_requests.constFirst().hasTurn; }
    static PassedProtocol otherProtocol(QByteArrayView begin);
    void endLooking(PassedProtocol protocol);
    void noteRequest();
    void giveTurn();
    qsizetype seeResponse(QByteArrayView bytes);
    void headerOfResponse();
    void responseComplete();

    Listener &m_listener;
    SeenMessage m_request { SeenMessage::Kind::Request };
    SeenMessage m_response { SeenMessage::Kind::Response };
    QList<Request> m_requests; // that are not answered; the last one may be arriving still
    QByteArray m_line; // of the last one begun
    quint64 m_begun = 0; // whose header has come whole
    quint64 m_answered = 0;
    int m_status = 0; // of its response
    Persistence m_persistence = Persistence::Unknown;
    PassedProtocol m_protocol = PassedProtocol::Http;
    bool m_isArriving = false; // the last of m_requests
    bool m_isAnsweredEarly = false; // the request that is arriving
    bool m_isUnused = true;
};

} // namespace Drainboard
