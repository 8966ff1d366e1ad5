# SPDX-FileCopyrightText: 2026 The Drainboard authors
# SPDX-License-Identifier: GPL-3.0-only
"""Sends each input to each server, and says what came of it. tests/bench/guard builds what it takes, and starts this."""

from __future__ import annotations

import argparse
import json
import re
import socket
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path

from balancer import free_port
from guardinputs import SECTIONS, Input
from machine import machine, version_of
from markdown import table
from nginx import PROGRAM, nginx
from server import Command, Server, SilentServer

ADDRESS = "127.0.0.1"
OURS = "Drainboard"
PATIENCE = 3.0  # seconds in which an answer is to come
QUIET = 0.3  # seconds behind an answer in which another one would come
TOGETHER = 16  # inputs
LONGEST = 65536  # bytes of answers

# What has a body goes on to another server, as it does in earnest: nginx alone would answer before it has read it
NGINX_DIRECTIVES = """
location = / {{ return 200; }}
location = /upload {{ proxy_pass http://{address}:{behind}; }}
location / {{ return 404; }}
"""


@dataclass(frozen=True)
class Outcome:
    """What a server made of an input."""

    statuses: tuple[int, ...]
    closed: bool

    def __str__(self) -> str:
        if self.statuses:
            return ", ".join(map(str, self.statuses))
        return "closed" if self.closed else "waits"

    def is_right(self, of: Input) -> bool:
        return len(self.statuses) == 1 and self.statuses[0] in of.right


def ask(port: int, sent: bytes) -> Outcome:
    answers = b""
    closed = False
    with socket.create_connection((ADDRESS, port), timeout=PATIENCE) as connection:
        connection.sendall(sent)
        try:
            while len(answers) < LONGEST and not closed:
                came = connection.recv(LONGEST)
                answers += came
                closed = not came
                connection.settimeout(QUIET)
        except TimeoutError:
            pass
        except ConnectionResetError:
            closed = True
    # None of their bodies looks like this
    return Outcome(tuple(int(status) for status in re.findall(rb"HTTP/1\.[01] (\d{3})[ \r]", answers)), closed)


def servers(programs: Path, peers: Path, folder: Path, stack: ExitStack) -> dict[str, Server]:
    """Started, and ended by the stack."""

    def start(command: Command) -> Server:
        server = stack.enter_context(Server(command))
        server.check_answer()
        return server

    started = {
        OURS: start(Command([str(programs / "drainboard"), "--headless", "--port", "0", "--threads", "1"])),
        "Node": start(Command(["node", str(peers / "node/server.js")])),
        "Go": start(Command([str(peers / "go")])),
    }
    if Path(PROGRAM).exists():
        port = free_port()
        directives = NGINX_DIRECTIVES.format(address=ADDRESS, behind=started["Node"].port)
        command = nginx(folder, ADDRESS, port, directives, level="crit")
        started["nginx"] = stack.enter_context(SilentServer(command, ADDRESS, port))
    started["QHttpServer"] = start(Command([str(programs / "plainserver")]))
    return started


def versions() -> dict[str, str]:
    found = {"Node": version_of("node", "--version"), "Go": version_of("go", "env", "GOVERSION")}
    return found | ({"nginx": version_of(PROGRAM, "-v")} if Path(PROGRAM).exists() else {})


def main() -> int:
    parser = argparse.ArgumentParser(prog="tests/bench/guard", description=__doc__)
    parser.add_argument("--json", type=Path, default=Path("build/bench/guard.json"))
    parser.add_argument("--bin", type=Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument("--peers", type=Path, required=True, help=argparse.SUPPRESS)
    options = parser.parse_args()

    inputs = [one for section in SECTIONS for one in section.inputs]
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        asked = servers(options.bin, options.peers, Path(folder), stack)
        with ThreadPoolExecutor(TOGETHER) as pool:
            outcomes = {
                name: dict(zip(inputs, pool.map(lambda one, port=server.port: ask(port, one.sent), inputs)))
                for name, server in asked.items()
            }
        for name, server in asked.items():
            if name != "nginx":
                server.check_answer()  # it has survived

    def cell(name: str, one: Input) -> str:
        outcome = outcomes[name][one]
        return str(outcome) if outcome.is_right(one) else f"**{outcome}**"

    for section in SECTIONS:
        head = [section.title, "right", *asked]
        rows = [
            [one.title, ", ".join(map(str, one.right)), *(cell(name, one) for name in asked)] for one in section.inputs
        ]
        print("\n".join(table(head, rows)) + "\n")
    wrong = {name: sum(not outcome.is_right(one) for one, outcome in of.items()) for name, of in outcomes.items()}
    print("\n".join(table([f"of {len(inputs)}", *wrong], [["not right", *map(str, wrong.values())]])))
    print("\n" + ", ".join(f"{name} {number}" for name, number in versions().items()))

    options.json.parent.mkdir(parents=True, exist_ok=True)
    everything = {
        "date": time.strftime("%Y-%m-%d"),
        "machine": machine(),
        "versions": versions(),
        "wrong": wrong,
        "inputs": [
            {"title": one.title, "sent": one.sent.decode("latin-1"), "right": one.right}
            | {"outcomes": {name: asdict(of[one]) for name, of in outcomes.items()}}
            for one in inputs
        ],
    }
    options.json.write_text(json.dumps(everything, indent=1, ensure_ascii=False) + "\n")
    return 1 if wrong[OURS] else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except RuntimeError as problem:
        print(f"tests/bench/guard: {problem}", file=sys.stderr)
        sys.exit(2)
