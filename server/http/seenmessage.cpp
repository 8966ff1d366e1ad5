// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "http/seenmessage.h"

#include "http/beasttext.h"
#include "http/headerblock.h"

#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/rfc7230.hpp>

#include <algorithm>
#include <limits>

namespace Drainboard {

namespace http = boost::beast::http;
namespace beast = boost::beast;

namespace {

// More than the servers that are known take. It is held only until the header is complete.
constexpr qsizetype seenHeaderLimit = 256 * 1024;
constexpr qsizetype lineLimit = 80;

template <bool isRequest> class HeaderParser final : public http::basic_parser<isRequest>
{
public:
    explicit HeaderParser(SeenMessage::Header &seen)
        : m_header(seen)
    {
        this->header_limit(std::numeric_limits<std::uint32_t>::max());
        this->body_limit(std::numeric_limits<std::uint64_t>::max());
    }

    // Whether all of it is a valid header.
    bool parse(QByteArrayView header)
    {
        beast::error_code error;
        this->put({ header.data(), std::size_t(header.size()) }, error);
        m_header.keepsAlive = m_header.isHttp10 ? m_saysKeepAlive : !m_saysClose;
        return this->is_header_done() && !error;
    }

private:
    void on_request_impl(http::verb, beast::string_view method, beast::string_view target, int version,
                         beast::error_code &) override
    {
        m_header.isHttp10 = version == 10;
        QByteArray &line = m_header.line;
        line = viewOf(method).toByteArray();
        m_header.isHead = line == "HEAD";
        m_header.isConnect = line == "CONNECT";
        line += ' ';
        line += viewOf(target).first(std::min(qsizetype(target.size()), lineLimit));
        line.truncate(lineLimit);
        std::ranges::replace_if(
            line, [](char c) { return c < 0x20 || c > 0x7e; }, '?');
    }
    void on_response_impl(int code, beast::string_view, int version, beast::error_code &) override
    {
        m_header.status = code;
        m_header.isHttp10 = version == 10;
    }
    void on_field_impl(http::field name, beast::string_view, beast::string_view value, beast::error_code &) override
    {
        if (name == http::field::connection) {
            http::token_list options(value); // exists() is not const
            m_saysClose = m_saysClose || options.exists("close");
            m_saysKeepAlive = m_saysKeepAlive || options.exists("keep-alive");
        } else if (name == http::field::upgrade) {
            m_header.asksForUpgrade = true;
            m_header.asksForWebSocket = m_header.asksForWebSocket || http::token_list(value).exists("websocket");
        }
    }
    void on_header_impl(beast::error_code &) override { }
    void on_body_init_impl(const boost::optional<std::uint64_t> &, beast::error_code &) override { }
    std::size_t on_body_impl(beast::string_view body, beast::error_code &) override { return body.size(); }
    void on_chunk_header_impl(std::uint64_t, beast::string_view, beast::error_code &) override { }
    std::size_t on_chunk_body_impl(std::uint64_t, beast::string_view body, beast::error_code &) override
    {
        return body.size();
    }
    void on_finish_impl(beast::error_code &) override { }

    SeenMessage::Header &m_header;
    bool m_saysClose = false;
    bool m_saysKeepAlive = false;
};

} // namespace

void SeenMessage::reset(Answers answers)
{
    m_answers = answers;
    m_part = QByteArray();
    m_header = {};
    m_body.reset();
    m_left = 0;
    m_chunks.reset();
    m_size = 0;
    m_isComplete = false;
    m_isMalformed = false;
}

qsizetype SeenMessage::put(QByteArrayView bytes)
{
    qsizetype used = 0;
    if (!isHeaderComplete())
        used = putHeader(bytes);
    if (isHeaderComplete() && !m_isMalformed && !m_isComplete)
        used += putBody(bytes.sliced(used));
    m_size += quint64(used);
    return used;
}

// Most headers come in one piece: then nothing is copied.
qsizetype SeenMessage::putHeader(QByteArrayView bytes)
{
    if (m_part.isEmpty()) {
        if (const qsizetype size = HeaderBlock::sizeIn(bytes); size > 0) {
            parse(bytes.first(size));
            return size;
        }
    }
    const qsizetype before = m_part.size();
    m_part += bytes;
    const qsizetype size = HeaderBlock::sizeIn(m_part, before);
    if (size == 0) {
        m_isMalformed = m_part.size() > seenHeaderLimit;
        return bytes.size();
    }
    parse(QByteArrayView(m_part).first(size));
    m_part = QByteArray();
    return size - before;
}

void SeenMessage::parse(QByteArrayView header)
{
    const auto parseAs = [&](auto parser) {
        if (!parser.parse(header)) {
            m_isMalformed = true;
            return;
        }
        m_body = bodyOf(parser);
        m_left = m_body == Body::Length ? parser.content_length().value() : 0;
        m_isComplete = m_body == Body::None || (m_body == Body::Length && m_left == 0);
    };
    if (m_kind == Kind::Request)
        parseAs(HeaderParser<true>(m_header));
    else
        parseAs(HeaderParser<false>(m_header));
}

template <typename Parser> SeenMessage::Body SeenMessage::bodyOf(const Parser &parser) const
{
    const int status = m_header.status;
    if (m_kind == Kind::Response
        && (m_answers.toHead || status / 100 == 1 || status == 204 || status == 304
            || (m_answers.toConnect && status / 100 == 2)))
        return Body::None;
    if (parser.chunked())
        return Body::Chunked;
    if (parser.content_length())
        return Body::Length;
    return m_kind == Kind::Request ? Body::None : Body::UntilClose;
}

qsizetype SeenMessage::putBody(QByteArrayView bytes)
{
    switch (*m_body) {
    case Body::None:
        return 0;
    case Body::Length: {
        const auto used = qsizetype(std::min<quint64>(m_left, quint64(bytes.size())));
        m_left -= quint64(used);
        m_isComplete = m_left == 0;
        return used;
    }
    case Body::Chunked: {
        if (!m_chunks)
            m_chunks.emplace();
        const qsizetype used = m_chunks->put(bytes, [](QByteArrayView) {});
        m_isComplete = m_chunks->isComplete();
        m_isMalformed = m_chunks->problem() != ChunkedDecoder::Problem::None;
        return used;
    }
    case Body::UntilClose:
        break;
    }
    return bytes.size();
}

} // namespace Drainboard
