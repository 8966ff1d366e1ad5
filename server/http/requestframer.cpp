// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "http/requestframer.h"

#include "http/authority.h"
#include "http/beasttext.h"
#include "http/chunkeddecoder.h"
#include "http/headerblock.h"
#include "http/headerlines.h"
#include "http/requestline.h"
#include "http/transfercoding.h"
#include "http/wiresigns.h"

#include <boost/beast/http/basic_parser.hpp>

#include <algorithm>
#include <cstring>
#include <limits>

namespace Drainboard {

namespace http = boost::beast::http;
namespace beast = boost::beast;

namespace {

constexpr qsizetype requestLineLimit = 80;

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
        // Not eager: put() returns behind the header. How large that is has been checked before.
        header_limit(std::numeric_limits<std::uint32_t>::max());
    }

    const ConnectionLimits &limits;
    int refusal = 0;
    bool tls = false;
    bool head = false;
    bool http10 = false;
    bool expectContinue = false;
    bool upgrade = false;
    int hosts = 0;
    int lengths = 0;
    int fields = 0;
    int ownStatus = 0;
    QByteArray requestLine;
    struct Target
    {
        QByteArray originForm;
        QByteArray authority; // that takes the place of what Host says; else empty
    };
    std::unique_ptr<const Target> target; // where it is to be handed on in another form
    HeaderLines lines { HeaderLines::Begin::WithStartLine };
    qsizetype seen = 0; // of the header: lines have been given so much of it
    qsizetype requestLineSize = 0; // with its end; 0: it is not complete
    TransferCoding coding;
    std::unique_ptr<ChunkedDecoder> chunks; // of a body that is chunked: Beast sees nothing of that

    void refuse(int status, beast::error_code &error)
    {
        refusal = status;
        error = http::error::bad_field; // any will do: it makes put() return
    }

private:
    void on_request_impl(http::verb, beast::string_view, beast::string_view, int, beast::error_code &) override { }

    void on_field_impl(http::field name, beast::string_view, beast::string_view value,
                       beast::error_code &error) override
    {
        if (++fields > limits.headerFields)
            refuse(431, error);
        else if (name == http::field::host && (++hosts > 1 || !isHost(viewOf(value))))
            refuse(400, error);
        else if (name == http::field::content_length && (++lengths > 1 || value.find(',') != beast::string_view::npos))
            refuse(400, error); // also where they are equal: to be replaced by one, or refused (RFC 9112, 6.3)
        else if (name == http::field::transfer_encoding)
            coding.add(viewOf(value));
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
        else if (coding.refusal())
            refuse(coding.refusal(), error);
    }

    // A name may only be missing where Host itself may be.
    bool isHost(QByteArrayView value) const { return isValidAuthority(value) && (http10 || namesHost(value)); }

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
    : m_parser(std::make_unique<Parser>(limits))
{
}

RequestFramer::~RequestFramer() = default;

qsizetype RequestFramer::put(QByteArray &in, qsizetype begin)
{
    if (m_parser->seen == 0 && begin < in.size() && in.at(begin) == tlsHandshake) {
        m_parser->tls = true;
        m_parser->refusal = 400;
        return begin;
    }
    if (m_parser->seen == 0)
        m_parser->body_limit(m_parser->limits.body); // as it is when the request begins: it may have changed
    if (!m_parser->lines.isComplete())
        checkHeader(QByteArrayView(in).sliced(begin));
    if (!m_parser->lines.isComplete() || m_parser->refusal)
        return begin;
    if (!m_parser->chunks)
        begin += parse(QByteArrayView(in).sliced(begin));
    if (m_parser->chunked() && isHeaderComplete() && !m_parser->refusal && !isComplete())
        begin = takeChunks(in, begin);
    return begin;
}

// Line by line, so that what is wrong first is found first, however the bytes come. They are all that has come.
void RequestFramer::checkHeader(QByteArrayView bytes)
{
    Parser &parser = *m_parser;
    while (parser.seen < bytes.size() && !parser.lines.isComplete() && !parser.refusal) {
        parser.seen += parser.lines.putLine(bytes.sliced(parser.seen));
        if (parser.lines.isMalformed())
            parser.refusal = 400;
        else if (parser.requestLineSize == 0)
            parser.refusal = checkRequestLine(bytes.first(parser.seen));
        else if (parser.seen - parser.requestLineSize > parser.limits.header + 2) // and the empty line
            parser.refusal = 431;
    }
}

// Returns the refusal. The line may have come in part.
int RequestFramer::checkRequestLine(QByteArrayView line)
{
    Parser &parser = *m_parser;
    if (!line.endsWith('\n'))
        return RequestLine::refusalOfPart(line, parser.limits.target);
    parser.requestLineSize = line.size();
    const RequestLine request(line.chopped(2), parser.limits.target);
    if (request.refusal())
        return request.refusal();
    parser.head = request.method() == "HEAD";
    parser.http10 = request.isHttp10();
    parser.ownStatus = request.ownStatus();
    const qsizetype described = request.method().size() + 1 + request.targetText().size();
    parser.requestLine = line.first(std::min(described, requestLineLimit)).toByteArray();
    if (request.target().isPlain() || parser.ownStatus)
        return 0;
    parser.target = std::make_unique<const Parser::Target>(
        Parser::Target { request.target().originForm(), request.target().authority().toByteArray() });
    return 0;
}

// The header, and a body that is not chunked.
qsizetype RequestFramer::parse(QByteArrayView bytes)
{
    qsizetype used = 0;
    while (used < bytes.size() && !m_parser->is_done()) {
        if (isHeaderComplete() && m_parser->chunked())
            break;
        const QByteArrayView rest = bytes.sliced(used);
        beast::error_code error;
        used += qsizetype(m_parser->put({ rest.data(), std::size_t(rest.size()) }, error));
        if (error && error != http::error::need_more && !m_parser->refusal)
            m_parser->refusal = error == http::error::body_limit ? 413 : 400;
        if (error)
            break;
    }
    return used;
}

// What is in the chunks moves to the front, over what was around it: the body is held once.
qsizetype RequestFramer::takeChunks(QByteArray &in, qsizetype begin)
{
    if (!m_parser->chunks) {
        const ChunkedDecoder::Limits limits { .body = m_parser->limits.body, .line = m_parser->limits.header };
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

QByteArray RequestFramer::assemble(QByteArray request, bool keepUpgrade) const
{
    if (!isHeaderChanged(keepUpgrade))
        return request;
    const qsizetype headerSize = HeaderBlock::sizeIn(request);
    QByteArray header = request.first(headerSize);
    if (const Parser::Target *target = m_parser->target.get()) {
        HeaderBlock::replaceTarget(header, target->originForm);
        if (!target->authority.isEmpty()) {
            HeaderBlock::removeField(header, "Host");
            HeaderBlock::addField(header, "Host", target->authority);
        }
    }
    if (m_parser->upgrade && !keepUpgrade)
        HeaderBlock::removeField(header, "Upgrade");
    if (m_parser->chunked()) {
        for (const char *name : { "Transfer-Encoding", "Content-Length", "Trailer" })
            HeaderBlock::removeField(header, name);
        HeaderBlock::addField(header, "Content-Length", QByteArray::number(request.size() - headerSize));
    }
    return request.replace(0, headerSize, header);
}

bool RequestFramer::isHeaderChanged(bool keepUpgrade) const
{
    return m_parser->chunked() || (m_parser->upgrade && !keepUpgrade) || m_parser->target;
}

void RequestFramer::reset()
{
    const ConnectionLimits &limits = m_parser->limits;
    std::destroy_at(m_parser.get());
    std::construct_at(m_parser.get(), limits);
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

int RequestFramer::ownStatus() const
{
    return m_parser->ownStatus;
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

bool RequestFramer::asksForUpgrade() const
{
    return m_parser->upgrade;
}

} // namespace Drainboard
