// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
// What clients send, HttpExchange and another parser must take for the same requests: else whoever stands before a
// server, and sees others in it, can be made to let one pass. What HttpExchange refuses and the other one does not must
// break a rule.

#include "http/httpexchange.h"
#include "http/refusal.h"
#include "must.h"
#include "otherparser.h"
#include "plainmessage.h"
#include "strictrequest.h"

#include <algorithm>

using namespace Drainboard;

namespace {

const QByteArray okResponse = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

// What HttpExchange does not hand on as it came
bool isChanged(const QByteArray &name)
{
    return name == "content-length" || name == "transfer-encoding" || name == "trailer" || name == "upgrade"
        || name == "host";
}

void mustBeTheSame(const QByteArray &handedOn, const OtherParser &other)
{
    const PlainMessage ours(handedOn, PlainMessage::Kind::Request);
    MUST(ours.isComplete);
    const QByteArrayList start = ours.startLine.split(' ');
    MUST(start.size() == 3);
    MUST(start.at(0) == other.method);
    const bool isInOriginForm = other.target.startsWith('/') && !other.target.startsWith("//");
    MUST(!isInOriginForm || start.at(1) == other.target);
    MUST(ours.body == other.body);

    auto next = ours.fields.begin();
    for (const OtherParser::Field &field : other.fields) {
        if (isChanged(field.name))
            continue;
        next = std::find_if_not(next, ours.fields.end(),
                                [](const PlainMessage::Field &candidate) { return isChanged(candidate.name); });
        MUST(next != ours.fields.end());
        MUST(next->name == field.name);
        MUST(next->value == field.value);
        ++next;
    }
    MUST(std::all_of(next, ours.fields.end(), [](const PlainMessage::Field &field) { return isChanged(field.name); }));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, std::size_t size)
{
    static const ConnectionLimits limits = [] {
        ConnectionLimits wide;
        wide.headerFields = 10'000;
        return wide;
    }();
    QByteArrayView rest(data, qsizetype(size));
    HttpExchange exchange(limits);
    exchange.receive(rest);
    for (;;) {
        const OtherParser other(rest);
        if (other.isMistaken)
            return 0;
        const bool isWhole = other.outcome == OtherParser::Outcome::Whole;
        if (exchange.isRequestReady()) {
            const QByteArray request = exchange.takeRequest();
            const int ownStatus = exchange.ownStatus();
            if (ownStatus == 501 && !isWhole)
                return 0; // a method that neither of them knows, which is all that the other one says
            MUST(isWhole);
            if (ownStatus == 0)
                mustBeTheSame(request, other);
            QByteArray sent;
            exchange.respond(ownStatus ? ownResponse(ownStatus) : okResponse, sent);
            rest = rest.sliced(other.size);
        } else if (exchange.takeRefusal() != 0) {
            MUST(!isWhole || brokenRule(rest.first(other.size)));
            return 0;
        } else {
            MUST(!isWhole || exchange.mustClose());
            return 0;
        }
    }
}
