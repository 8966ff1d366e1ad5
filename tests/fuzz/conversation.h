// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

// One connection as TrackedSocket leads it: gives an HttpExchange what the client sends, answers each request
// that is handed on, and checks at each step what must always be true. Plain value logic, for any one thread.

#include "http/httpexchange.h"
#include "script.h"

namespace Drainboard {

class Conversation
{
public:
    enum class Pieces {
        AsScripted,
        Whole, ///< each side says at once all that it has to say
    };

    /// \a script must outlive this object.
    Conversation(const Script &script, Pieces pieces);

    /// To be called once.
    void run();
    /// Ends the header, or the chunk's, that is arriving: what is wrong with it may be noticed only then.
    void endHeader();

    // What came of it, whatever the pieces:

    const QByteArrayList &requests() const { return m_requests; }
    const QByteArrayList &requestLines() const { return m_requestLines; }
    /// But for "100 Continue", which a client gets only where it waits for it.
    const QByteArray &sent() const { return m_sent; }
    int refusal() const { return m_refusal; }
    const HttpExchange &exchange() const { return m_exchange; }

private:
    void receiveUpTo(qsizetype end);
    void receivePiece();
    void answerAll();
    bool answerSome();
    void takeRequest();
    void respond(QByteArrayView bytes);
    void settle();
    void checkStep();
    void checkWaiting() const;
    void checkResponse() const;
    void checkSwitch();
    void checkEnd();
    bool isOver() const;
    bool isCloseAnnounced() const { return m_written >= m_script.closeAt; }
    bool isNextArriving() const;
    qsizetype firstWaiting() const;
    qsizetype pieceSize(qsizetype available);

    const Script &m_script;
    const Pieces m_pieces;
    const bool m_canBeChunked; // a request, so that what chunks add to it must be allowed for
    HttpExchange m_exchange;
    qsizetype m_received = 0; // of all that the client sends
    qsizetype m_arriving = 0; // the same, as much as there is to receive
    qsizetype m_handedOn = 0; // the same, up to the end of the last request
    qsizetype m_written = 0; // of all responses
    qsizetype m_nextPiece = 0;
    QByteArray m_response; // what is yet to be written of the present one
    qsizetype m_responseBegin = 0; // in m_sent
    bool m_closeExpected = false; // in the present response
    bool m_interimSent = false; // to the present request
    QByteArrayList m_requests;
    QByteArrayList m_requestLines;
    QByteArray m_sent;
    int m_refusal = 0;
};

} // namespace Drainboard
