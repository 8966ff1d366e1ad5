// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArray>
#include <QHostAddress>
#include <QString>

namespace Drainboard {

/// What a request says of the page that it comes from: the values of its header fields, empty where missing.
struct RequestOrigin
{
    QByteArray host; ///< Host
    QByteArray origin; ///< Origin
    QByteArray fetchSite; ///< Sec-Fetch-Site
};

/// The end of a connection that a request has reached.
struct LocalEnd
{
    QHostAddress address;
    QString machineName; ///< accepted beside "localhost"; may be empty
};

/// Whether a page of another site may have sent a request. If so, returns why, as a line for people; empty if not.
///
/// Browsers let the script of any page send requests to any server, also to one that listens on this machine alone.
/// They say so in Sec-Fetch-Site, and mostly in Origin: each must be that of our own pages. A page can also have its
/// own name resolve to our address; then it is of the same origin for the browser, but the name is in Host. So on a
/// loopback address Host must be that address, "localhost" or the machine's name, with any port: it is another one
/// where a tunnel or a proxy stands before us. On any other address each Host is accepted: what names a machine has in
/// its network, it does not know.
///
/// Clients that are no browsers leave Origin and Sec-Fetch-Site out, and HTTP/1.0 has no Host: that is accepted. So is,
/// inevitably, the simplest request of a foreign page on an address that is not loopback: there, browsers send neither
/// field.
QByteArray foreignOrigin(const RequestOrigin &request, const LocalEnd &local);

} // namespace Drainboard
