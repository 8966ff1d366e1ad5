// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
// What clients and handlers can say, HttpExchange must take for the same, however it is cut into pieces. What
// must be true besides is checked by Conversation.

#include "conversation.h"
#include "http/httpdate.h"
#include "must.h"

using namespace Drainboard;

// Instead of the library's: two conversations of the same script must not differ by a second.
const QByteArray &Drainboard::httpDate()
{
    static const QByteArray date = "Sun, 06 Nov 1994 08:49:37 GMT";
    return date;
}

namespace {

// Where two things are wrong with a request, which of them is noticed first depends on the pieces only if one
// is noticed before the header is complete.
bool isNoticedEarly(int status)
{
    return status == 408 || status == 413 || status == 414 || status == 431 || status == 505;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, std::size_t size)
{
    const Script script(QByteArrayView(data, qsizetype(size)));
    Conversation whole(script, Conversation::Pieces::Whole);
    Conversation pieces(script, Conversation::Pieces::AsScripted);
    whole.run();
    pieces.run();
    if (!whole.refusal() != !pieces.refusal())
        (whole.refusal() ? pieces : whole).endHeader();
    MUST(whole.requests() == pieces.requests());
    MUST(whole.requestLines() == pieces.requestLines());
    MUST(whole.sent() == pieces.sent());
    MUST(whole.exchange().mustClose() == pieces.exchange().mustClose());
    MUST(whole.exchange().isResponding() == pieces.exchange().isResponding());
    MUST(whole.exchange().isBroken() == pieces.exchange().isBroken());
    if (whole.refusal() != pieces.refusal()) {
        MUST(whole.refusal() && pieces.refusal());
        MUST(isNoticedEarly(whole.refusal()) || isNoticedEarly(pieces.refusal()));
    }
    return 0;
}
