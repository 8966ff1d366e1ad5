// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only
#include "filter/filterwords.h"

#include <algorithm>
#include <array>

namespace Drainboard {
namespace {

using Key = FilterTerm::Key;
using Takes = FilterWords::Takes;

struct KeyRow
{
    Key key;
    const char *word;
    Takes takes;
    const char *beginning;
    const char *example;
};

// In the order in which they are offered.
constexpr std::array keys {
    KeyRow { Key::Status, "status", Takes::Status, "status:", "status:404" },
    KeyRow { Key::State, "state", Takes::Word, "state:", "state:idle" },
    KeyRow { Key::Slow, "slow", Takes::Length, "slow>", "slow>100ms" },
    KeyRow { Key::Idle, "idle", Takes::Length, "idle>", "idle>10s" },
    KeyRow { Key::Requests, "requests", Takes::Number, "requests>", "requests>10" },
    KeyRow { Key::Route, "route", Takes::Text, "route:", "route:/path" },
    KeyRow { Key::Peer, "peer", Takes::Text, "peer:", "peer:127.0.0.1" },
    KeyRow { Key::Process, "process", Takes::Text, "process:", "process:node" },
    KeyRow { Key::End, "end", Takes::Word, "end:", "end:rst" },
    KeyRow { Key::Lost, "lost", Takes::Nothing, "lost", "lost" },
    KeyRow { Key::Id, "id", Takes::Number, "#", "#18" },
};

struct WordRow
{
    Key key;
    const char *word;
    quint32 bits;
};

constexpr quint32 bit(ConnectionState state)
{
    return 1u << static_cast<int>(state);
}

constexpr quint32 bit(FilterTerm::End end)
{
    return 1u << static_cast<int>(end);
}

constexpr quint32 busy = bit(ConnectionState::Reading) | bit(ConnectionState::Responding)
    | bit(ConnectionState::WebSocket);
constexpr quint32 open = busy | bit(ConnectionState::Waiting) | bit(ConnectionState::New) | bit(ConnectionState::Idle)
    | bit(ConnectionState::Closing);

constexpr std::array words {
    WordRow { Key::State, "open", open },
    WordRow { Key::State, "busy", busy },
    WordRow { Key::State, "waiting", bit(ConnectionState::Waiting) },
    WordRow { Key::State, "new", bit(ConnectionState::New) },
    WordRow { Key::State, "reading", bit(ConnectionState::Reading) },
    WordRow { Key::State, "responding", bit(ConnectionState::Responding) },
    WordRow { Key::State, "idle", bit(ConnectionState::Idle) },
    WordRow { Key::State, "websocket", bit(ConnectionState::WebSocket) },
    WordRow { Key::State, "closing", bit(ConnectionState::Closing) },
    WordRow { Key::State, "closed", bit(ConnectionState::Closed) },
    WordRow { Key::End, "fin", bit(FilterTerm::End::Fin) },
    WordRow { Key::End, "rst", bit(FilterTerm::End::Reset) },
    WordRow { Key::End, "timeout", bit(FilterTerm::End::TimedOut) },
    WordRow { Key::End, "refused", bit(FilterTerm::End::Refused) },
    WordRow { Key::End, "aborted", bit(FilterTerm::End::Aborted) },
    WordRow { Key::End, "client", bit(FilterTerm::End::ByClient) },
    WordRow { Key::End, "server", bit(FilterTerm::End::ByServer) },
    WordRow { Key::End, "vanished", bit(FilterTerm::End::Vanished) },
    WordRow { Key::End, "after-fin", bit(FilterTerm::End::AfterFin) },
    WordRow { Key::End, "unused", bit(FilterTerm::End::Unused) },
    WordRow { Key::End, "no-reuse", bit(FilterTerm::End::NoReuse) },
    WordRow { Key::End, "half-closed", bit(FilterTerm::End::HalfClosed) },
    WordRow { Key::End, "not-reading", bit(FilterTerm::End::NotReading) },
    WordRow { Key::End, "waited", bit(FilterTerm::End::Waited) },
    WordRow { Key::End, "client-left", bit(FilterTerm::End::ClientLeft) },
    WordRow { Key::End, "cut", bit(FilterTerm::End::Cut) },
};

bool isWord(QStringView text, const char *word)
{
    return text.compare(QLatin1String(word), Qt::CaseInsensitive) == 0;
}

const KeyRow *find(Key key)
{
    const auto found = std::ranges::find(keys, key, &KeyRow::key);
    return found == keys.end() ? nullptr : &*found;
}

} // namespace

std::optional<Key> FilterWords::key(QStringView word)
{
    const auto found = std::ranges::find_if(keys, [word](const KeyRow &row) { return isWord(word, row.word); });
    return found == keys.end() ? std::nullopt : std::optional(found->key);
}

QString FilterWords::word(Key key)
{
    const KeyRow *row = find(key);
    return row ? QString::fromLatin1(row->word) : QString();
}

Takes FilterWords::takes(Key key)
{
    const KeyRow *row = find(key);
    return row ? row->takes : Takes::Text;
}

QString FilterWords::example(Key key)
{
    const KeyRow *row = find(key);
    return row ? QString::fromLatin1(row->example) : QString();
}

quint32 FilterWords::bits(Key key, QStringView word)
{
    for (const WordRow &row : words) {
        if (row.key == key && isWord(word, row.word))
            return row.bits;
    }
    return 0;
}

QStringList FilterWords::beginnings()
{
    QStringList beginnings;
    for (const KeyRow &row : keys)
        beginnings += QString::fromLatin1(row.beginning);
    return beginnings;
}

QStringList FilterWords::values(Key key)
{
    const auto split = [](const char *text) { return QString::fromLatin1(text).split(QLatin1Char(' ')); };
    switch (key) {
    case Key::Status:
        return split("2xx 3xx 4xx 5xx 404 503 101");
    case Key::Slow:
        return split("10ms 100ms 1s 10s");
    case Key::Idle:
        return split("1s 10s 30s 1m");
    case Key::Requests:
        return split("0 1 10 100 1000");
    case Key::State:
    case Key::End:
        break;
    default:
        return {};
    }
    QStringList values;
    for (const WordRow &row : words) {
        if (row.key == key)
            values += QString::fromLatin1(row.word);
    }
    return values;
}

} // namespace Drainboard
