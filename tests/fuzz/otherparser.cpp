// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "otherparser.h"

#include <http_parser.h>

#include <algorithm>
#include <utility>

namespace Drainboard {

namespace {

struct Reading
{
    OtherParser &result;
    bool isNameOver = true; // the next piece of a name begins a field
    bool isHeaderOver = false;

    static Reading &of(http_parser *parser) { return *static_cast<Reading *>(parser->data); }
};

int appendTarget(http_parser *parser, const char *bytes, std::size_t size)
{
    Reading::of(parser).result.target.append(bytes, qsizetype(size));
    return 0;
}

int appendName(http_parser *parser, const char *bytes, std::size_t size)
{
    Reading &reading = Reading::of(parser);
    if (reading.isHeaderOver)
        return 0;
    if (std::exchange(reading.isNameOver, false))
        reading.result.fields.emplace_back();
    reading.result.fields.back().name.append(bytes, qsizetype(size));
    return 0;
}

int appendValue(http_parser *parser, const char *bytes, std::size_t size)
{
    Reading &reading = Reading::of(parser);
    if (reading.isHeaderOver)
        return 0;
    reading.isNameOver = true;
    reading.result.fields.back().value.append(bytes, qsizetype(size));
    return 0;
}

int endHeader(http_parser *parser)
{
    Reading::of(parser).isHeaderOver = true;
    return 0;
}

int appendBody(http_parser *parser, const char *bytes, std::size_t size)
{
    Reading::of(parser).result.body.append(bytes, qsizetype(size));
    return 0;
}

int endRequest(http_parser *parser)
{
    Reading::of(parser).result.outcome = OtherParser::Outcome::Whole;
    http_parser_pause(parser, 1); // so that it says how much it has taken
    return 0;
}

http_parser_settings callbacks()
{
    http_parser_settings result;
    http_parser_settings_init(&result);
    result.on_url = appendTarget;
    result.on_header_field = appendName;
    result.on_header_value = appendValue;
    result.on_headers_complete = endHeader;
    result.on_body = appendBody;
    result.on_message_complete = endRequest;
    return result;
}

} // namespace

OtherParser::OtherParser(QByteArrayView bytes)
{
    static const http_parser_settings settings = callbacks();
    Reading reading { .result = *this };
    http_parser parser;
    http_parser_init(&parser, HTTP_REQUEST);
    parser.data = &reading;
    size = qsizetype(http_parser_execute(&parser, &settings, bytes.data(), std::size_t(bytes.size())));
    method = http_method_str(http_method(parser.method));
    for (Field &field : fields) {
        field.name = field.name.toLower();
        field.value = field.value.trimmed();
    }
    const auto error = http_errno(parser.http_errno);
    if (outcome != Outcome::Whole && error != HPE_OK)
        outcome = Outcome::Refused;
    const QByteArrayView coding = "transfer-encoding";
    const bool isOfFraming = error == HPE_INVALID_CONTENT_LENGTH || error == HPE_UNEXPECTED_CONTENT_LENGTH
        || error == HPE_INVALID_TRANSFER_ENCODING;
    isMistaken = (error == HPE_INVALID_CONTENT_LENGTH && bytes.contains('\t'))
        || (isOfFraming && reading.isHeaderOver && !fields.empty())
        || std::any_of(fields.begin(), fields.end(), [coding](const Field &field) {
                     return field.name.size() > coding.size() && field.name.startsWith(coding);
                 });
}

} // namespace Drainboard
