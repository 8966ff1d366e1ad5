// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace Drainboard {

/// A request's target: which of its forms it has (RFC 9112, 3.2), and what a route should see of it. The form with an
/// authority alone is that of CONNECT, which is not served: it counts as invalid. Points into the text that it was made
/// from. A plain value, for any one thread.
class RequestTarget
{
public:
    enum class Form {
        Invalid,
        Origin, ///< "/path?query"
        Absolute, ///< "http://authority/path?query", as a proxy is asked
        Asterisk, ///< "*", the server as a whole
    };

    /// Control characters, non-ASCII and a fragment make it invalid. So do another scheme than "http", an authority
    /// that names no host, and one with user information (RFC 9110, 4.2.1 and 4.2.4). What else browsers send
    /// unescaped, such as "|" or "{", does not.
    explicit RequestTarget(QByteArrayView text);

    Form form() const { return m_form; }
    /// Of the absolute form: it takes the place of what Host says (RFC 9112, 3.2.2). Else empty.
    QByteArrayView authority() const { return m_authority; }
    /// A route sees nothing else in it than what it is.
    bool isPlain() const { return m_form == Form::Origin && !m_path.startsWith("//"); }
    /// The origin form as a route should see it, of an origin or absolute form. A path is never empty. One that begins
    /// with "//" gets "/%2F" instead: QHttpServer (Qt 6.4 to 6.8) reads a target as a URL, would take what follows for
    /// an authority, and route what is behind.
    QByteArray originForm() const;

private:
    void readAbsolute(QByteArrayView text);

    Form m_form = Form::Invalid;
    QByteArrayView m_authority;
    QByteArrayView m_path; // and the query
};

} // namespace Drainboard
