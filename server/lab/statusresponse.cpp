// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "lab/statusresponse.h"

#include <algorithm>

namespace Drainboard {

int StatusResponse::statusIn(const QString &text)
{
    const auto isDigit = [](QChar character) { return character >= u'0' && character <= u'9'; };
    if (text.size() != 3 || !std::all_of(text.begin(), text.end(), isDigit))
        return 0;
    const int status = text.toInt();
    return status >= 200 && status <= 599 ? status : 0;
}

QByteArray StatusResponse::of(int status)
{
    const QByteArray number = QByteArray::number(status);
    const QByteArray line = "HTTP/1.1 " + number + " \r\n";
    if (status == 204 || status == 304)
        return line + "\r\n";
    const QByteArray body = status == 205 ? QByteArray() : number + '\n';
    return line + "Content-Type: text/plain\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

} // namespace Drainboard
