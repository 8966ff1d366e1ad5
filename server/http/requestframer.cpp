// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "http/requestframer.h"

#include "http/headerblock.h"

#include <boost/beast/http/basic_parser.hpp>

#include <algorithm>
#include <utility>

namespace Drainboard {

namespace http = boost::beast::http;
namespace beast = boost::beast;

namespace {

constexpr qsizetype requestLineLimit = 80;
constexpr qsizetype methodLimit = 32;
// What chunks may add to a body, on the wire, before it counts as too large.
constexpr quint64 chunkOverhead = 1024 * 1024;
constexpr char tlsHandshake = 0x16; // the first byte of a ClientHello's record (RFC 8446, 5.1)

void appendEscaped(QByteArray &line, beast::string_view text)
{
    const auto isPrintable = [](char character) { return character >= ' ' && character <= '~'; };
    const char *next = text.begin();
    while (next != text.end() && line.size() < requestLineLimit) {
        const char *end = std::find_if_not(next, text.end(), isPrintable);
        line.append(next, std::min(qsizetype(end - next), requestLineLimit - line.size()));
        next = end;
        if (next != text.end())
            line.append("\\x" + QByteArray(next++, 1).toHex());
    }
    line.truncate(requestLineLimit);
}

bool isHostCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
        || QByteArrayView("-._~%!$&'()*+,;=").contains(c);
}

// uri-host [ ":" port ] (RFC 9110, 7.2; RFC 3986, 3.2.2), the inside of an IP literal only by its characters.
bool isValidHost(beast::string_view host)
{
    std::size_t i = 0;
    if (!host.empty() && host.front() == '[') {
        i = host.find(']');
        if (i == beast::string_view::npos || i == 1)
            return false;
        for (const char c : host.substr(1, i - 1)) {
            if (c != ':' && !isHostCharacter(c))
                return false;
        }
        ++i;
    } else {
        while (i < host.size() && isHostCharacter(host[i]))
            ++i;
    }
    if (i < host.size() && host[i++] != ':')
        return false;
    return std::all_of(host.begin() + i, host.end(), [](char c) { return c >= '0' && c <= '9'; });
}

QByteArrayView firstLine(QByteArrayView text)
{
    const qsizetype end = text.indexOf('\r');
    return end < 0 ? text : text.first(end);
}

// What is taken for the version, as far as it is there.
QByteArrayView versionIn(QByteArrayView startLine)
{
    const qsizetype target = startLine.indexOf(' ') + 1;
    const QByteArrayView version = startLine.sliced(startLine.indexOf(' ', target) + 1);
    return version.first(std::min<qsizetype>(version.size(), 8));
}

bool isHttpVersion(QByteArrayView text)
{
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    return text.size() == 8 && text.startsWith("HTTP/") && isDigit(text[5]) && text[6] == '.' && isDigit(text[7]);
}

// What Beast did not take begins with \a rest.
int statusFor(beast::error_code error, QByteArrayView rest)
{
    if (error == http::error::bad_version) {
        const QByteArrayView version = versionIn(rest);
        return isHttpVersion(version) && version != "HTTP/1.1" && version != "HTTP/1.0" ? 505 : 400;
    }
    return error == http::error::body_limit ? 413 : 400;
}

} // namespace

class RequestFramer::Parser final : public http::basic_parser<true>
{
public:
    explicit Parser(const ConnectionLimits &connectionLimits)
        : limits(connectionLimits)
    {
        // Not eager: put() returns behind the header, and behind that of each chunk, so that their sizes are known.
        // Beast's limit bounds one line.
        header_limit(std::uint32_t(methodLimit + limits.target + limits.header + 1024));
        body_limit(limits.body);
    }

    const ConnectionLimits &limits;
    int refusal = 0;
    bool tls = false;
    bool head = false;
    bool old = false;
    bool expectContinue = false;
    bool upgrade = false;
    int hosts = 0;
    int fields = 0;
    QByteArray requestLine;
    qsizetype startLineSize = 0; // 0: it is not complete
    QByteArray chunks; // the body, if it is chunked
    quint64 used = 0;
    QByteArrayView present; // what put() is given

    void refuse(int status, beast::error_code &error)
    {
        refusal = status;
        error = http::error::bad_field; // any will do: it makes put() return
    }

private:
    void on_request_impl(http::verb method, beast::string_view methodText, beast::string_view target, int version,
                         beast::error_code &error) override
    {
        head = method == http::verb::head;
        old = version < 11;
        requestLine.reserve(std::min(qsizetype(methodText.size() + 1 + target.size()), requestLineLimit));
        appendEscaped(requestLine, methodText);
        requestLine.append(' ');
        appendEscaped(requestLine, target);
        startLineSize = qsizetype(methodText.size() + target.size()) + 12; // "  HTTP/1.1\r\n"
        if (qsizetype(methodText.size()) > methodLimit)
            refuse(400, error);
        else if (qsizetype(target.size()) > limits.target)
            refuse(414, error);
    }

    void on_field_impl(http::field name, beast::string_view nameText, beast::string_view value,
                       beast::error_code &error) override
    {
        if (is_header_done()) // a trailer: it is dropped, so that it may say what it likes
            return;
        // A value that Beast has put together from folded lines is not where it came from; one of which all but one
        // line are empty is, and does not begin in the line of its name.
        const bool folded = value.data() < present.begin() || value.data() >= present.end()
            || std::find(nameText.end(), value.begin(), '\r') != value.begin();
        if (folded)
            refuse(400, error);
        else if (++fields > limits.headerFields)
            refuse(431, error);
        else if (name == http::field::host && (++hosts > 1 || !isValidHost(value)))
            refuse(400, error);
        else if (name == http::field::content_length && value.find(',') != beast::string_view::npos)
            refuse(400, error); // a list of equal lengths, which QHttpServer does not understand
        else if (name == http::field::transfer_encoding && !beast::iequals(value, "chunked"))
            refuse(501, error);
        else if (name == http::field::expect && !beast::iequals(value, "100-continue"))
            refuse(417, error);
        else if (name == http::field::expect)
            expectContinue = !old; // 1.0 knows no interim response (RFC 9110, 10.1.1)
        else if (name == http::field::upgrade)
            upgrade = true;
    }

    void on_header_impl(beast::error_code &error) override
    {
        if (!old && hosts == 0)
            refuse(400, error);
    }

    void on_response_impl(int, beast::string_view, int, beast::error_code &) override { }
    void on_body_init_impl(const boost::optional<std::uint64_t> &, beast::error_code &) override { }
    std::size_t on_body_impl(beast::string_view body, beast::error_code &) override { return body.size(); }
    void on_chunk_header_impl(std::uint64_t, beast::string_view, beast::error_code &) override { }
    std::size_t on_chunk_body_impl(std::uint64_t, beast::string_view body, beast::error_code &) override
    {
        chunks.append(body.data(), qsizetype(body.size()));
        return body.size();
    }
    void on_finish_impl(beast::error_code &) override { }
};

RequestFramer::RequestFramer(const ConnectionLimits &limits)
    : m_limits(limits)
    , m_parser(std::make_unique<Parser>(limits))
{
}

RequestFramer::~RequestFramer() = default;

qsizetype RequestFramer::put(QByteArrayView bytes)
{
    if (m_parser->used == 0 && !bytes.isEmpty() && bytes.front() == tlsHandshake) {
        m_parser->tls = true;
        m_parser->refusal = 400;
        return 0;
    }
    qsizetype used = 0;
    while (used < bytes.size() && !m_parser->is_done() && !m_parser->refusal) {
        m_parser->present = bytes.sliced(used); // what Beast points into
        const bool inHeader = !isHeaderComplete();
        const qsizetype bodySize = m_parser->chunks.size();
        beast::error_code error;
        const auto count = m_parser->put({ m_parser->present.data(), std::size_t(m_parser->present.size()) }, error);
        used += qsizetype(count);
        m_parser->used += count;
        if (m_parser->refusal)
            break;
        const QByteArrayView tail = bytes.sliced(used);
        const bool isTooLong = error == http::error::header_limit; // boundHeader() says for what
        if (error && error != http::error::need_more && !isTooLong)
            m_parser->refusal = statusFor(error, tail);
        else if (inHeader)
            boundHeader(tail);
        else if (m_parser->chunked())
            boundChunk(error ? tail.size() : qsizetype(count) - (m_parser->chunks.size() - bodySize));
        if (isTooLong && !m_parser->refusal)
            m_parser->refusal = 400; // a folded field that is more than Beast puts together
        if (error)
            break;
    }
    return used;
}

// Beast bounds one line of a header, not all of them together. The tail is what it has not used yet: if the header is
// not complete, all that has come of it.
void RequestFramer::boundHeader(QByteArrayView tail)
{
    if (isHeaderComplete())
        tail = {};
    qsizetype fields = qsizetype(m_parser->used) + tail.size() - m_parser->startLineSize;
    if (m_parser->startLineSize == 0) {
        const QByteArrayView line = firstLine(tail);
        const bool methodEnds = line.first(std::min(line.size(), methodLimit + 1)).contains(' ');
        if (!methodEnds && line.size() > methodLimit)
            m_parser->refusal = 400;
        else if (line.size() > methodLimit + m_limits.target + 10) // " ", " HTTP/1.1"
            m_parser->refusal = 414;
        else if (line.size() < tail.size() && !isHttpVersion(versionIn(line)))
            m_parser->refusal = 400; // Beast would wait for as many bytes as a version has
        fields -= line.size() + 2;
    }
    if (!m_parser->refusal && fields > m_limits.header + 2) // and the empty line
        m_parser->refusal = 431;
}

// Nor does it bound what chunks add to a body. \a size is that of a chunk's header, or of the last chunk and the
// trailers, as far as it has come; 0 behind a part of the body.
void RequestFramer::boundChunk(qsizetype size)
{
    if (size > m_limits.header)
        m_parser->refusal = 431;
    else if (m_parser->used > m_limits.body + chunkOverhead + quint64(m_limits.header))
        m_parser->refusal = 413;
}

QByteArray RequestFramer::assemble(const QByteArray &received)
{
    if (!m_parser->chunked() && !m_parser->upgrade)
        return received;
    QByteArray header = received.first(HeaderBlock::sizeIn(received));
    QByteArray body = received.sliced(header.size());
    if (m_parser->upgrade)
        HeaderBlock::removeField(header, "Upgrade");
    if (m_parser->chunked()) {
        for (const char *name : { "Transfer-Encoding", "Content-Length", "Trailer" })
            HeaderBlock::removeField(header, name);
        body = std::exchange(m_parser->chunks, QByteArray());
        HeaderBlock::addField(header, "Content-Length", QByteArray::number(body.size()));
    }
    return header + body;
}

void RequestFramer::reset()
{
    std::destroy_at(m_parser.get());
    std::construct_at(m_parser.get(), m_limits);
}

bool RequestFramer::isHeaderComplete() const
{
    return m_parser->is_header_done();
}

bool RequestFramer::isComplete() const
{
    return m_parser->is_done();
}

int RequestFramer::refusal() const
{
    return m_parser->refusal;
}

const QByteArray &RequestFramer::requestLine() const
{
    return m_parser->requestLine;
}

bool RequestFramer::isTls() const
{
    return m_parser->tls;
}

bool RequestFramer::isOld() const
{
    return m_parser->old;
}

bool RequestFramer::isHead() const
{
    return m_parser->head;
}

bool RequestFramer::keepAlive() const
{
    // Whoever passed chunks on in HTTP/1.0 may not know where they end (RFC 9112, 6.1).
    return m_parser->keep_alive() && !(isOld() && m_parser->chunked());
}

bool RequestFramer::expectsContinue() const
{
    return m_parser->expectContinue;
}

} // namespace Drainboard
