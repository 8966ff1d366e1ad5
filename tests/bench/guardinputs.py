# SPDX-FileCopyrightText: 2026 The Drainboard authors
# SPDX-License-Identifier: GPL-3.0-only
"""What servers are tried with: requests that are wrong, or that are easily taken for wrong, and what HTTP says of them.
RFC 9110 and RFC 9112 leave a choice in places; then each of the answers is right."""

from __future__ import annotations

from dataclasses import dataclass

UPLOAD = "POST /upload HTTP/1.1\r\nHost: 127.0.0.1\r\n"
CHUNKED = UPLOAD + "Transfer-Encoding: chunked\r\n\r\n"
GET = "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n"
REFUSED = (400,)
REFUSED_CODING = (400, 501)
NO_ROUTE = (400, 404)  # whatever is answered, no route is reached
TAKEN = (200, 301, 404)  # the programs that are asked have routes of their own
LAST = "0\r\n\r\n"


@dataclass(frozen=True)
class Input:
    title: str
    sent: bytes
    right: tuple[int, ...]  # statuses, one of which is to be the answer


@dataclass(frozen=True)
class Section:
    title: str
    inputs: list[Input]


def _chunks(title: str, body: str, right: tuple[int, ...] = REFUSED) -> Input:
    return Input(title, (CHUNKED + body).encode("latin-1"), right)


def _upload(title: str, fields: str, body: str, right: tuple[int, ...] = REFUSED) -> Input:
    return Input(title, f"{UPLOAD}{fields}\r\n{body}".encode("latin-1"), right)


def _get(title: str, fields: str, right: tuple[int, ...] = REFUSED) -> Input:
    return Input(title, f"{GET}{fields}\r\n".encode("latin-1"), right)


def _fields(title: str, fields: str, right: tuple[int, ...] = REFUSED) -> Input:
    return Input(title, f"GET / HTTP/1.1\r\n{fields}\r\n".encode("latin-1"), right)


def _line(title: str, line: str, right: tuple[int, ...] = REFUSED) -> Input:
    return Input(title, f"{line}\r\nHost: 127.0.0.1\r\n\r\n".encode("latin-1"), right)


def _target(title: str, target: str, right: tuple[int, ...] = NO_ROUTE) -> Input:
    return _line(title, f"GET {target} HTTP/1.1", right)


SECTIONS = [
    Section(
        "Chunks",
        [
            _chunks("an extension with a quoted string", f'5;a="b c";d=e\r\nhello\r\n{LAST}', (200,)),
            _chunks("trailers", "5\r\nhello\r\n0\r\nX: y\r\n\r\n", (200,)),
            _chunks("LF in a quoted string", f'5;a="b\nc"\r\nhello\r\n{LAST}'),
            _chunks("NUL in a quoted string", f'5;a="b\0c"\r\nhello\r\n{LAST}'),
            _chunks("BEL in a quoted string", f'5;a="b\ac"\r\nhello\r\n{LAST}'),
            _chunks("DEL in a quoted string", f'5;a="b\x7fc"\r\nhello\r\n{LAST}'),
            _chunks("backslash, LF in a quoted string", f'5;a="b\\\nc"\r\nhello\r\n{LAST}'),
            _chunks("LF in a quoted string, last chunk", '5\r\nhello\r\n0;a="b\nc"\r\n\r\n'),
            _chunks("a quote that is not closed", f'5;a="b\r\nhello\r\n{LAST}'),
            _chunks("a line that ends with LF alone", f"5\nhello\r\n{LAST}"),
            _chunks("`0`, CR LF, LF", "5\r\nhello\r\n0\r\n\n"),
            _chunks("more data than the size says", "5\r\nABCDE0\r\n"),
            _chunks("a sign before the size", f"+5\r\nhello\r\n{LAST}"),
            _chunks("`0x` before the size", f"0x5\r\nhello\r\n{LAST}"),
            _chunks("a size of 17 digits", f"10000000000000005\r\nhello\r\n{LAST}", (400, 413)),
            _chunks("a trailer that is folded", "5\r\nhello\r\n0\r\nX: y\r\n z\r\n\r\n"),
            _chunks("a trailer with NUL", "5\r\nhello\r\n0\r\nX: y\0\r\n\r\n"),
            _chunks("a trailer without a colon", "5\r\nhello\r\n0\r\nX\r\n\r\n"),
        ],
    ),
    Section(
        "Framing",
        [
            _upload("`chunked` and a length", "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", LAST),
            _upload("`chunked, gzip`", "Transfer-Encoding: chunked, gzip\r\n", LAST, REFUSED_CODING),
            _upload("`chunked, chunked`", "Transfer-Encoding: chunked, chunked\r\n", LAST, REFUSED_CODING),
            _upload("`chunked` in two fields", "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", LAST, REFUSED_CODING),
            _upload("an empty `Transfer-Encoding`", "Transfer-Encoding:\r\n", LAST, REFUSED_CODING),
            _upload("`xchunked`", "Transfer-Encoding: xchunked\r\n", LAST, REFUSED_CODING),
            _upload("two lengths", "Content-Length: 5\r\nContent-Length: 6\r\n", "hello!"),
            _upload("a length of `+5`", "Content-Length: +5\r\n", "hello"),
            _upload("a length of `-5`", "Content-Length: -5\r\n", "hello"),
            _upload("a length of `5 5`", "Content-Length: 5 5\r\n", "hello"),
            _upload("an empty length", "Content-Length:\r\n", "hello"),
            _upload("a length of 20 digits", "Content-Length: 18446744073709551621\r\n", "hello", (400, 413)),
        ],
    ),
    Section(
        "Fields",
        [
            _fields("no `Host`", ""),
            _fields("two `Host`s", "Host: a\r\nHost: b\r\n"),
            _fields("an empty `Host`", "Host:\r\n"),
            _fields("`Host: a/b`", "Host: a/b\r\n"),
            _fields("`Host: a b`", "Host: a b\r\n"),
            _get("a space before the colon", "X : y\r\n"),
            _get("a folded field", "X: y\r\n z\r\n"),
            _get("NUL in a value", "X: y\0z\r\n"),
            _get("CR in a value", "X: y\rz\r\n"),
            _get("a field without a name", ": y\r\n"),
            _get("a line without a colon", "X\r\n"),
            _fields("a space before the first field", " X: y\r\nHost: a\r\n"),
        ],
    ),
    Section(
        "Targets",
        [
            _target("`/?a=%20b`", "/?a=%20b", TAKEN),
            _target("`http://127.0.0.1/`", "http://127.0.0.1/", TAKEN),
            _target("`http://127.0.0.1`, no path", "http://127.0.0.1", TAKEN),
            _target("`//evil/`: a path", "//evil/", (*NO_ROUTE, 301)),
            _target("`//u@evil:99/`: a path", "//u@evil:99/", (*NO_ROUTE, 301)),
            _target("`x:/`", "x:/"),
            _target("`http:/`", "http:/"),
            _target("`http:///`", "http:///"),
            _target("`ftp://x/`", "ftp://x/", (*NO_ROUTE, 421)),
            _target("`http://[abcd/`", "http://[abcd/"),
            _target("`http://a:b/`", "http://a:b/"),
            _target("`http://a:1:2/`", "http://a:1:2/"),
            _target("`http://u@127.0.0.1/`", "http://u@127.0.0.1/"),
            _target("`/#a`", "/#a"),
            _target("an octet over 7F", "/\xe4"),
            _target("`index.html`", "index.html"),
            _target("`*` for GET", "*"),
            _target("`127.0.0.1:80` for GET", "127.0.0.1:80"),
        ],
    ),
    Section(
        "Methods and versions",
        [
            _line("`OPTIONS *`", "OPTIONS * HTTP/1.1", (200, 204)),
            _line("`CONNECT a:80`", "CONNECT a:80 HTTP/1.1", (405, 501)),
            _line("`CONNECT /`", "CONNECT / HTTP/1.1", (400, 405, 501)),
            _line("`TRACE /`", "TRACE / HTTP/1.1", (405, 501)),
            _line("`BREW /`: unknown", "BREW / HTTP/1.1", (400, 405, 501)),
            _line("`get /`: another method", "get / HTTP/1.1", (400, 405, 501)),
            _line("`HTTP/9.9`", "GET / HTTP/9.9", (400, 505)),
            _line("`http/1.1`", "GET / http/1.1", (400, 505)),
            _line("two spaces", "GET  / HTTP/1.1"),
            _line("a tab instead of a space", "GET\t/ HTTP/1.1"),
        ],
    ),
]
