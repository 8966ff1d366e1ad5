// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "requestframer.h"

#include "headerblock.h"

#include <boost/beast/http/basic_parser.hpp>

#include <utility>

namespace Drainboard {

namespace http = boost::beast::http;
namespace beast = boost::beast;

namespace {

constexpr std::uint32_t headerLimit = 24 * 1024;
constexpr std::uint64_t bodyLimit = 64 * 1024 * 1024;
// On the wire, with what chunks add to a body.
constexpr qsizetype messageLimit = bodyLimit + 1024 * 1024;
constexpr qsizetype requestLineLimit = 80;

void appendEscaped(QByteArray &line, beast::string_view text)
{
    for (const char character : text) {
        if (line.size() >= requestLineLimit)
            break;
        if (character >= ' ' && character <= '~')
            line.append(character);
        else
            line.append("\\x" + QByteArray(1, character).toHex());
    }
    line.truncate(requestLineLimit);
}

int refusalFor(const beast::error_code &error)
{
    if (error == http::error::header_limit)
        return 431;
    if (error == http::error::body_limit)
        return 413;
    return 400;
}

} // namespace

class RequestFramer::Parser final : public http::basic_parser<true>
{
public:
    Parser()
    {
        eager(true);
        header_limit(headerLimit);
        body_limit(bodyLimit);
    }

    int refusal = 0;
    bool head = false;
    bool expectContinue = false;
    QByteArray requestLine;
    QByteArray chunks; // the body, if it is chunked
    qsizetype used = 0;

private:
    void on_request_impl(http::verb method, beast::string_view methodText, beast::string_view target, int,
                         beast::error_code &) override
    {
        head = method == http::verb::head;
        appendEscaped(requestLine, methodText);
        requestLine.append(' ');
        appendEscaped(requestLine, target);
    }

    void on_field_impl(http::field name, beast::string_view, beast::string_view value, beast::error_code &) override
    {
        if (name == http::field::expect)
            expectContinue = beast::iequals(value, "100-continue");
    }

    void on_response_impl(int, beast::string_view, int, beast::error_code &) override { }
    void on_header_impl(beast::error_code &) override { }
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

RequestFramer::RequestFramer()
    : m_parser(std::make_unique<Parser>())
{
}

RequestFramer::~RequestFramer() = default;

qsizetype RequestFramer::put(QByteArrayView bytes)
{
    qsizetype used = 0;
    while (used < bytes.size() && !m_parser->is_done() && !m_parser->refusal) {
        beast::error_code error;
        const auto count = m_parser->put({ bytes.data() + used, std::size_t(bytes.size() - used) }, error);
        used += qsizetype(count);
        if (error == http::error::need_more)
            break;
        if (error)
            m_parser->refusal = refusalFor(error);
    }
    // Of chunks' extensions and trailers Beast puts no bound to anything.
    m_parser->used += used;
    if (!isComplete() && !m_parser->refusal) {
        if (bytes.size() - used > qsizetype(headerLimit))
            m_parser->refusal = 431;
        else if (m_parser->used > messageLimit)
            m_parser->refusal = 413;
    }
    return used;
}

QByteArray RequestFramer::assemble(const QByteArray &received)
{
    if (!m_parser->chunked())
        return received;
    QByteArray header = received.first(HeaderBlock::sizeIn(received));
    for (const char *name : { "Transfer-Encoding", "Content-Length", "Trailer" })
        HeaderBlock::removeField(header, name);
    HeaderBlock::addField(header, "Content-Length", QByteArray::number(m_parser->chunks.size()));
    return header + std::exchange(m_parser->chunks, QByteArray());
}

void RequestFramer::reset()
{
    std::destroy_at(m_parser.get());
    std::construct_at(m_parser.get());
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

bool RequestFramer::isHead() const
{
    return m_parser->head;
}

bool RequestFramer::keepAlive() const
{
    return m_parser->keep_alive();
}

bool RequestFramer::expectsContinue() const
{
    return m_parser->expectContinue;
}

} // namespace Drainboard
