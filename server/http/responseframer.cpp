// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "http/responseframer.h"

#include "http/chunkeddecoder.h"
#include "http/headerblock.h"
#include "http/httpdate.h"
#include "http/wiresigns.h"

#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/rfc7230.hpp>

#include <limits>
#include <utility>

namespace Drainboard {

namespace http = boost::beast::http;
namespace beast = boost::beast;

namespace {

// Of our own handlers, not of a stranger: only a runaway must end.
constexpr int headerLimit = 1024 * 1024;
// QHttpServer writes a header in a dozen pieces.
constexpr qsizetype headerExpected = 512;

} // namespace

class ResponseFramer::Parser final : public http::basic_parser<false>
{
public:
    explicit Parser(bool toHead)
    {
        eager(true);
        skip(toHead);
        header_limit(headerLimit);
        body_limit(std::numeric_limits<std::uint64_t>::max());
    }

    int status = 0;
    bool saysClose = false;
    bool hasDate = false;
    std::unique_ptr<ChunkedDecoder> chunks; // of a body that is chunked: Beast sees nothing of that

private:
    void on_response_impl(int code, beast::string_view, int, beast::error_code &) override { status = code; }

    void on_field_impl(http::field name, beast::string_view, beast::string_view value, beast::error_code &) override
    {
        if (name == http::field::connection)
            saysClose = saysClose || http::token_list(value).exists("close");
        else if (name == http::field::date)
            hasDate = true;
    }

    void on_request_impl(http::verb, beast::string_view, beast::string_view, int, beast::error_code &) override { }
    void on_header_impl(beast::error_code &) override { }
    void on_body_init_impl(const boost::optional<std::uint64_t> &, beast::error_code &) override { }
    std::size_t on_body_impl(beast::string_view body, beast::error_code &) override { return body.size(); }
    void on_chunk_header_impl(std::uint64_t, beast::string_view, beast::error_code &) override { }
    std::size_t on_chunk_body_impl(std::uint64_t, beast::string_view body, beast::error_code &) override
    {
        return body.size();
    }
    void on_finish_impl(beast::error_code &) override { }
};

ResponseFramer::ResponseFramer()
    : m_parser(std::make_unique<Parser>(false))
{
}

ResponseFramer::~ResponseFramer() = default;

void ResponseFramer::reset(const Context &context)
{
    std::destroy_at(m_parser.get());
    std::construct_at(m_parser.get(), context.toHead);
    m_unparsed.resize(0);
    m_headerSent = false;
    m_saidClose = false;
    m_malformed = false;
    m_unchunk = false;
    m_endsWithHeader = false;
    m_behindSwitch = 0;
    m_context = context;
}

void ResponseFramer::put(QByteArrayView bytes, bool close, QByteArray &out)
{
    if (m_malformed && m_unchunk)
        return; // what is in no chunk
    if (m_malformed)
        out.append(bytes); // as the handler means it
    else if (m_headerSent)
        putBody(bytes, out);
    else
        putHeader(bytes, close, out);
}

void ResponseFramer::putHeader(QByteArrayView bytes, bool close, QByteArray &out)
{
    const qsizetype searched = m_unparsed.size();
    if (searched == 0)
        m_unparsed.reserve(headerExpected);
    m_unparsed.append(bytes);
    // Parsed in one go, once it is all there: its bytes are needed again, to be completed.
    const qsizetype headerSize = bytes.contains('\n') ? HeaderBlock::sizeIn(m_unparsed, searched) : 0;
    if (headerSize == 0 && m_unparsed.size() < headerLimit)
        return;
    parse(QByteArrayView(m_unparsed).first(headerSize));
    m_malformed = m_malformed || !m_parser->is_header_done();
    if (m_malformed) {
        moveUnparsed(out);
        return;
    }
    const QByteArrayView rest = bytes.last(m_unparsed.size() - headerSize);
    m_unparsed.truncate(headerSize);
    if (m_parser->status / 100 == 1 && m_parser->status != switchingProtocols) {
        // An interim response: begin anew with what follows it. 100 is the exchange's own affair, and was sent
        // long ago: Qt 6.8's QHttpServer says it once the body is already here.
        if (m_parser->status != 100 && !m_context.toHttp10)
            out.append(m_unparsed);
        reset(Context(m_context));
        put(rest, close, out);
        return;
    }
    if (m_context.toUpgrade && m_parser->status == switchingProtocols)
        m_behindSwitch = rest.size();
    else
        completeHeader(close);
    moveUnparsed(out);
    m_headerSent = true;
    if (!rest.isEmpty())
        putBody(rest, out);
}

// Two buffers change places as a rule, and none is allocated.
void ResponseFramer::moveUnparsed(QByteArray &out)
{
    if (out.isEmpty())
        out.swap(m_unparsed);
    else
        out.append(m_unparsed);
    m_unparsed.resize(0);
}

void ResponseFramer::completeHeader(bool close)
{
    QByteArray &header = m_unparsed;
    if (!m_parser->hasDate)
        HeaderBlock::addField(header, "Date", httpDate());
    m_unchunk = m_context.toHttp10 && m_parser->chunked();
    if (m_unchunk) {
        HeaderBlock::removeField(header, "Transfer-Encoding");
        HeaderBlock::removeField(header, "Trailer");
        close = true;
    }
    m_endsWithHeader = m_context.toUpgrade && m_parser->need_eof();
    if (m_endsWithHeader) { // so QHttpServer (Qt 6.8) denies an upgrade, and leaves the connection open
        HeaderBlock::addField(header, "Content-Length", "0");
        close = true;
    }
    m_saidClose = close || m_parser->saysClose || m_parser->need_eof();
    if (m_parser->saysClose)
        return;
    if (close) {
        HeaderBlock::removeField(header, "Connection");
        HeaderBlock::addField(header, "Connection", "close");
    } else if (!m_saidClose) {
        if (m_context.sayKeepAlive) {
            HeaderBlock::removeField(header, "Connection");
            HeaderBlock::addField(header, "Connection", "keep-alive");
        }
        if (m_context.keepAliveFor.count() > 0)
            HeaderBlock::addField(header, "Keep-Alive",
                                  "timeout=" + QByteArray::number(m_context.keepAliveFor.count()));
    }
}

void ResponseFramer::putBody(QByteArrayView bytes, QByteArray &out)
{
    if (isComplete())
        return;
    if (m_parser->chunked()) {
        putChunks(bytes, out);
        return;
    }
    const qsizetype used = parse(bytes);
    out.append(bytes.first(isComplete() ? used : bytes.size()));
}

void ResponseFramer::putChunks(QByteArrayView bytes, QByteArray &out)
{
    if (!m_parser->chunks)
        m_parser->chunks = std::make_unique<ChunkedDecoder>();
    ChunkedDecoder &chunks = *m_parser->chunks;
    if (m_unchunk) {
        chunks.put(bytes, [&out](QByteArrayView data) { out.append(data); });
    } else {
        const qsizetype used = chunks.put(bytes, [](QByteArrayView) {});
        out.append(bytes.first(isComplete() ? used : bytes.size()));
    }
    m_malformed = chunks.problem() != ChunkedDecoder::Problem::None;
}

qsizetype ResponseFramer::parse(QByteArrayView bytes)
{
    qsizetype used = 0;
    while (used < bytes.size() && !m_parser->is_done()) {
        beast::error_code error;
        const auto count = m_parser->put({ bytes.data() + used, std::size_t(bytes.size() - used) }, error);
        used += qsizetype(count);
        if (error == http::error::need_more)
            break;
        if (error) {
            m_malformed = true;
            break;
        }
    }
    return used;
}

void ResponseFramer::shrink()
{
    if (m_unparsed.isEmpty())
        m_unparsed = QByteArray();
}

bool ResponseFramer::isComplete() const
{
    return m_endsWithHeader || m_parser->is_done() || (m_parser->chunks && m_parser->chunks->isComplete());
}

int ResponseFramer::status() const
{
    return m_headerSent ? m_parser->status : 0;
}

bool ResponseFramer::isMalformed() const
{
    return m_malformed;
}

bool ResponseFramer::saidClose() const
{
    return m_saidClose;
}

Persistence ResponseFramer::persistence() const
{
    if (m_parser->saysClose)
        return Persistence::ClosedByHandler;
    return m_parser->need_eof() || m_unchunk ? Persistence::ClosedByLength : Persistence::KeptByVersion;
}

} // namespace Drainboard
