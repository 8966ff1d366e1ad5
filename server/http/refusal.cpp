// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "http/refusal.h"

#include "http/httpdate.h"

namespace Drainboard {

QByteArray statusText(int status)
{
    switch (status) {
    case 204:
        return "204 No Content";
    case 405:
        return "405 Method Not Allowed";
    case 408:
        return "408 Request Timeout";
    case 413:
        return "413 Content Too Large";
    case 414:
        return "414 URI Too Long";
    case 417:
        return "417 Expectation Failed";
    case 431:
        return "431 Request Header Fields Too Large";
    case 501:
        return "501 Not Implemented";
    case 503:
        return "503 Service Unavailable";
    case 505:
        return "505 HTTP Version Not Supported";
    default:
        return "400 Bad Request";
    }
}

QByteArray refusalResponse(int status)
{
    return "HTTP/1.1 " + statusText(status) + "\r\nDate: " + httpDate()
        + "\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
}

QByteArray ownResponse(int status)
{
    QByteArray response = "HTTP/1.1 " + statusText(status) + "\r\n";
    if (status == 204 || status == 405)
        response += "Allow: GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS\r\n";
    if (status != 204)
        response += "Content-Length: 0\r\n"; // which 204 must not have (RFC 9110, 8.6)
    return response + "\r\n";
}

} // namespace Drainboard
