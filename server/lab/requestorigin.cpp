// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "lab/requestorigin.h"

#include <algorithm>

namespace Drainboard {

namespace {

bool isEqual(QByteArrayView left, QByteArrayView right)
{
    return left.compare(right, Qt::CaseInsensitive) == 0;
}

// Strictly: a browser takes neither 0.0.0.0 nor [::ffff:127.0.0.1] for loopback, and so does not say on them which site
// asks, but both lead to 127.0.0.1.
bool isAddress(QByteArrayView name, const QHostAddress &address)
{
    const bool isIpv6 = name.startsWith('[') && name.endsWith(']');
    if (isIpv6 != (address.protocol() == QAbstractSocket::IPv6Protocol))
        return false;
    if (isIpv6)
        name = name.sliced(1).chopped(1);
    QHostAddress named;
    return named.setAddress(QString::fromLatin1(name)) && named.isEqual(address, QHostAddress::StrictConversion);
}

// The name alone, without a port and without the dot at the end of a full name.
QByteArrayView nameIn(QByteArrayView host)
{
    qsizetype end = host.size();
    while (end > 0 && host[end - 1] >= '0' && host[end - 1] <= '9')
        --end;
    if (end > 0 && host[end - 1] == ':')
        host.truncate(end - 1);
    if (host.endsWith('.'))
        host.chop(1);
    return host;
}

bool isHostOurs(QByteArrayView host, const LocalEnd &local)
{
    host = nameIn(host);
    return isEqual(host, "localhost") || (!local.machineName.isEmpty() && isEqual(host, local.machineName.toLatin1()))
        || isAddress(host, local.address);
}

} // namespace

QByteArray foreignOrigin(const RequestOrigin &request, const LocalEnd &local)
{
    // A page of the same site, but of another origin, is at another port: "same-site" is not enough.
    const QByteArray &site = request.fetchSite;
    if (!site.isEmpty() && site != "none" && site != "same-origin")
        return "Sec-Fetch-Site says that a page of another site asks.";
    if (!request.host.isEmpty() && local.address.isLoopback() && !isHostOurs(request.host, local))
        return "Host names another server.";
    // Browsers write both in the same way: no port where it is the scheme's own, for example. In front of us may stand
    // somebody who speaks HTTPS.
    if (!request.origin.isEmpty() && !isEqual(request.origin, "http://" + request.host)
        && !isEqual(request.origin, "https://" + request.host))
        return "Origin says that a page of another site asks.";
    return {};
}

} // namespace Drainboard
