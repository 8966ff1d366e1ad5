// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only

// A valid request goes through the guard, and a bad one is refused.
#include <drainboard/httpexchange.h>
#include <drainboard/refusal.h>

int main()
{
    const Drainboard::ConnectionLimits limits;
    Drainboard::HttpExchange good(limits);
    good.receive("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    if (!good.isRequestReady() || !good.takeRequest().startsWith("GET / HTTP/1.1\r\n"))
        return 1;
    QByteArray response;
    good.respond("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi", response);
    if (!response.endsWith("\r\n\r\nhi") || good.mustClose())
        return 2;

    Drainboard::HttpExchange bad(limits);
    bad.receive("GET / HTTP/1.1\r\n\r\n");
    return Drainboard::refusalResponse(bad.takeRefusal()).startsWith("HTTP/1.1 400 ") ? 0 : 3;
}
