// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "http/requestframer.h"

#include "http/authority.h"
#include "http/characters.h"
#include "http/chunkeddecoder.h"
#include "http/headerblock.h"

#include <boost/beast/http/basic_parser.hpp>

#include <algorithm>
#include <cstring>

namespace Drainboard {

namespace http = boost::beast::http;
namespace beast = boost::beast;

namespace {

constexpr qsizetype requestLineLimit = 80;
constexpr qsizetype methodLimit = 32;
constexpr char tlsHandshake = 0x16; // the first byte of a ClientHello's record (RFC 8446, 5.1)

QByteArrayView viewOf(beast::string_view text)
{
    return { text.data(), qsizetype(text.size()) };
}

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

int statusFor(ChunkedDecoder::Problem problem)
{
    switch (problem) {
    case ChunkedDecoder::Problem::None:
        break;
    case ChunkedDecoder::Problem::Malformed:
        return 400;
    case ChunkedDecoder::Problem::LineTooLong:
        return 431;
    case ChunkedDecoder::Problem::BodyTooLarge:
        return 413;
    }
    return 0;
}

} // namespace

class RequestFramer::Parser final : public http::basic_parser<true>
{
public:
    explicit Parser(const ConnectionLimits &connectionLimits)
        : limits(connectionLimits)
    {
        // Not eager: put() returns behind the header. Beast's limit bounds one line.
        header_limit(std::uint32_t(methodLimit + limits.target + limits.header + 1024));
        body_limit(limits.body);
    }

    const ConnectionLimits &limits;
    int refusal = 0;
    bool tls = false;
    bool head = false;
    bool http10 = false;
    bool expectContinue = false;
    bool upgrade = false;
    int hosts = 0;
    int fields = 0;
    QByteArray requestLine;
    qsizetype startLineSize = 0; // 0: it is not complete
    std::unique_ptr<ChunkedDecoder> chunks; // of a body that is chunked: Beast sees nothing of that
    quint64 used = 0; // of the header, and of a body that is not chunked
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
        http10 = version < 11;
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
        // A value that Beast has put together from folded lines is not where it came from; one of which all but one
        // line are empty is, and does not begin in the line of its name.
        const bool folded = value.data() < present.begin() || value.data() >= present.end()
            || std::find(nameText.end(), value.begin(), '\r') != value.begin();
        if (folded)
            refuse(400, error);
        else if (++fields > limits.headerFields)
            refuse(431, error);
        else if (name == http::field::host && (++hosts > 1 || !isValidAuthority(viewOf(value))))
            refuse(400, error);
        else if (name == http::field::content_length && value.find(',') != beast::string_view::npos)
            refuse(400, error); // a list of equal lengths, which QHttpServer does not understand
        else if (name == http::field::transfer_encoding && !beast::iequals(value, "chunked"))
            refuse(501, error);
        else if (name == http::field::expect && !beast::iequals(value, "100-continue"))
            refuse(417, error);
        else if (name == http::field::expect)
            expectContinue = !http10; // 1.0 knows no interim response (RFC 9110, 10.1.1)
        else if (name == http::field::upgrade)
            upgrade = true;
    }

    void on_header_impl(beast::error_code &error) override
    {
        if (!http10 && hosts == 0)
            refuse(400, error);
    }

    void on_response_impl(int, beast::string_view, int, beast::error_code &) override { }
    void on_body_init_impl(const boost::optional<std::uint64_t> &, beast::error_code &) override { }
    std::size_t on_body_impl(beast::string_view body, beast::error_code &) override { return body.size(); }
    void on_chunk_header_impl(std::uint64_t, beast::string_view, beast::error_code &) override { }
    std::size_t on_chunk_body_impl(std::uint64_t, beast::string_view body, beast::error_code &) override
    {
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

qsizetype RequestFramer::put(QByteArray &in, qsizetype begin)
{
    if (m_parser->used == 0 && begin < in.size() && in.at(begin) == tlsHandshake) {
        m_parser->tls = true;
        m_parser->refusal = 400;
        return begin;
    }
    if (!m_parser->chunks)
        begin += parse(QByteArrayView(in).sliced(begin));
    if (m_parser->chunked() && isHeaderComplete() && !m_parser->refusal && !isComplete())
        begin = takeChunks(in, begin);
    return begin;
}

// The header, and a body that is not chunked.
qsizetype RequestFramer::parse(QByteArrayView bytes)
{
    qsizetype used = 0;
    while (used < bytes.size() && !m_parser->is_done() && !m_parser->refusal) {
        const bool inHeader = !isHeaderComplete();
        if (!inHeader && m_parser->chunked())
            break;
        m_parser->present = bytes.sliced(used); // what Beast points into
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
        if (isTooLong && !m_parser->refusal)
            m_parser->refusal = 400; // a folded field that is more than Beast puts together
        if (error)
            break;
    }
    return used;
}

// What is in the chunks moves to the front, over what was around it: the body is held once.
qsizetype RequestFramer::takeChunks(QByteArray &in, qsizetype begin)
{
    if (!m_parser->chunks) {
        const ChunkedDecoder::Limits limits { .body = m_limits.body, .line = m_limits.header };
        m_parser->chunks = std::make_unique<ChunkedDecoder>(limits);
    }
    char *end = in.data() + begin;
    const auto moveUp = [&end](QByteArrayView data) {
        std::memmove(end, data.data(), std::size_t(data.size()));
        end += data.size();
    };
    const qsizetype used = m_parser->chunks->put(QByteArrayView(in).sliced(begin), moveUp);
    m_parser->refusal = statusFor(m_parser->chunks->problem());
    const qsizetype framed = end - in.data();
    in.remove(framed, begin + used - framed);
    return framed;
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

QByteArray RequestFramer::assemble(QByteArray request) const
{
    if (!m_parser->chunked() && !m_parser->upgrade)
        return request;
    const qsizetype headerSize = HeaderBlock::sizeIn(request);
    QByteArray header = request.first(headerSize);
    if (m_parser->upgrade)
        HeaderBlock::removeField(header, "Upgrade");
    if (m_parser->chunked()) {
        for (const char *name : { "Transfer-Encoding", "Content-Length", "Trailer" })
            HeaderBlock::removeField(header, name);
        HeaderBlock::addField(header, "Content-Length", QByteArray::number(request.size() - headerSize));
    }
    return request.replace(0, headerSize, header);
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
    return m_parser->is_done() || (m_parser->chunks && m_parser->chunks->isComplete());
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

bool RequestFramer::isHttp10() const
{
    return m_parser->http10;
}

bool RequestFramer::isHead() const
{
    return m_parser->head;
}

bool RequestFramer::keepAlive() const
{
    // Whoever passed chunks on in HTTP/1.0 may not know where they end (RFC 9112, 6.1).
    return m_parser->keep_alive() && !(isHttp10() && m_parser->chunked());
}

bool RequestFramer::expectsContinue() const
{
    return m_parser->expectContinue;
}

} // namespace Drainboard
