# SPDX-FileCopyrightText: 2026 The Drainboard authors
# SPDX-License-Identifier: GPL-3.0-only
"""Measures Drainboard and others side by side, in rounds. tests/bench/run builds them all, and starts this."""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from clients import CLIENTS, IdleCrowd, Load, paced_load, with_us, wrk
from figures import EXPRESS, FLOOR, GO, HEADLESS, NODE, ONE_THREAD, OURS, QT, Samples, figures
from picture import picture
from server import Command, Server
from table import table

RATE = 20_000  # requests a second
PATIENCE = 60  # seconds for all connections to be open
TO_SETTLE = 1.5  # seconds of idleness before memory is read


def say(text: str) -> None:
    print(time.strftime("%H:%M:%S"), text, file=sys.stderr, flush=True)


@contextmanager
def x_server() -> Iterator[str]:
    """The name of a display of its own."""
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp"]
    with subprocess.Popen(with_us(command), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        try:
            yield ":" + process.stdout.readline().strip()
        finally:
            process.terminate()


class Comparison:
    def __init__(self, options: argparse.Namespace) -> None:
        self.samples: Samples = defaultdict(lambda: defaultdict(list))
        self._loads: dict[str, list[Load]] = defaultdict(list)
        self._too_few: dict[str, int] = {}
        self._bin: Path = options.bin
        self._peers: Path = options.peers
        self._idle: int = options.idle
        self._seconds: int = options.seconds

    def _drainboard(self, threads: int = 1) -> Command:
        return Command([str(self._bin / "drainboard"), "--headless", "--port", "0", "--threads", str(threads)])

    def _windowed(self, display: str, folder: str) -> Command:
        return Command(
            [str(self._bin / "drainboard"), "--port", "0", "--threads", "1"],
            {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "XDG_CONFIG_HOME": folder, "XDG_RUNTIME_DIR": folder},
        )

    def _go(self, threads: int = 1) -> Command:
        return Command([str(self._peers / "go")], {"GOMAXPROCS": str(threads)})

    def _node(self, peer: str) -> Command:
        return Command(["node", str(self._peers / peer / "server.js")])

    def _servers(self) -> dict[str, Command]:
        return {
            OURS: self._drainboard(),
            QT: Command([str(self._bin / "plainserver")]),
            GO: self._go(),
            NODE: self._node("node"),
            EXPRESS: self._node("express"),
            FLOOR: Command([str(self._bin / "floorserver")]),
        }

    def round(self) -> None:
        for name, command in self._servers().items():
            say(name)
            self._without_idle(name, command)
            if name != EXPRESS:  # its engine is Node's
                self._with_idle(name, command)
        self._latency()
        self._threads()

    def _add(self, figure: str, name: str, value: float) -> None:
        self.samples[figure][name].append(value)

    def _load(self, what: str, server: Server, threads: int = 1) -> Load:
        wrk(server, 1, threads)  # warm up
        load = wrk(server, self._seconds, threads)
        self._loads[what].append(load)
        return load

    def _without_idle(self, name: str, command: Command) -> None:
        with Server(command) as server:
            server.check_answer()
            load = self._load(name, server)
            self._add("cpu", name, load.cpu_us_per_request)
            self._add("rps", name, load.requests_per_second)

    def _with_idle(self, name: str, command: Command) -> None:
        with Server(command) as server:
            server.check_answer()
            before = server.resident_bytes()
            with IdleCrowd(self._bin / "idlecrowd", server, self._idle, PATIENCE) as crowd:
                if crowd.opened == self._idle:
                    self._add("open", name, crowd.seconds)
                elif name == QT:
                    self._too_few[name] = crowd.opened
                else:
                    raise RuntimeError(f"{name} has opened only {crowd.opened} connections in {PATIENCE} s")
                time.sleep(TO_SETTLE)
                if name != FLOOR:  # it keeps nothing of a connection
                    self._add("memory", name, (server.resident_bytes() - before) / 1000 / crowd.opened)
                load = self._load(f"{name}, idle connections", server)
                self._add("cpu-idle", name, load.cpu_us_per_request)
                self._add("rps-idle", name, load.requests_per_second)
                if name in (OURS, GO, NODE):
                    self._add("shutdown", name, server.shut_down())

    def _latency(self) -> None:
        with x_server() as display, tempfile.TemporaryDirectory() as folder:
            for name, command in ((OURS, self._windowed(display, folder)), (HEADLESS, self._drainboard())):
                say(f"latency: {name}")
                with Server(command) as server:
                    with IdleCrowd(self._bin / "idlecrowd", server, self._idle, PATIENCE):
                        time.sleep(TO_SETTLE)
                        p99 = paced_load(self._bin / "pacedload", server, RATE, self._seconds + 2)
                        self._add("p99", name, p99)

    def _threads(self) -> None:
        for name, command in {
            OURS: self._drainboard(2),
            ONE_THREAD: self._drainboard(1),
            "Go, two": self._go(2),
            "Go, one": self._go(1),
        }.items():
            say(f"threads: {name}")
            with Server(command) as server:
                load = self._load(f"threads, {name}", server, threads=2)
                self._add("threads", name, load.requests_per_second)

    def notes(self) -> list[str]:
        notes = [
            f"{name} had not opened {self._idle:,} connections in {PATIENCE} s, and was measured with {count:,}."
            for name, count in self._too_few.items()
        ]
        for what, loads in self._loads.items():
            server, client = median(load.server_cores for load in loads), median(load.client_cores for load in loads)
            notes.append(f"{what}: the server used {server:.2f} cores, wrk {client:.2f} of {os.cpu_count()}.")
        others = [load.other_cores for loads in self._loads.values() for load in loads]
        notes.append(f"Other programs used {median(others):.2f} cores meanwhile, {max(others):.2f} at most.")
        return notes


def versions(peers: Path) -> dict[str, str]:
    def first(*command: str) -> str:
        return subprocess.run(command, capture_output=True, text=True).stdout.strip()

    express = json.loads((peers / "express/node_modules/express/package.json").read_text())
    return {
        "Go": first("go", "env", "GOVERSION").removeprefix("go"),
        "Node": first("node", "--version").removeprefix("v"),
        "Express": express["version"],
        "kernel": platform.release(),
        "CPU": re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text())[1],
        "cores": str(os.cpu_count()),
    }


def main() -> int:
    parser = argparse.ArgumentParser(prog="tests/bench/run", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=3, help="of each measurement")
    parser.add_argument("--idle", type=int, default=9000, help="connections")
    parser.add_argument("--quick", action="store_true", help="one round, one second each")
    parser.add_argument("--json", type=Path, default=Path("build/bench/results.json"))
    parser.add_argument("--picture", type=Path, default=Path("resources/screenshots/benchmark.svg"))
    parser.add_argument("--bin", type=Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument("--peers", type=Path, required=True, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.quick:
        options.rounds = options.seconds = 1

    needed = options.idle + CLIENTS + 100
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard < needed:
        print(f"{options.idle} connections need {needed} descriptors, and the limit (ulimit -Hn) is {hard}", file=sys.stderr)
        return 2
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))

    comparison = Comparison(options)
    for number in range(options.rounds):
        say(f"round {number + 1} of {options.rounds}")
        comparison.round()
    results = {
        "date": time.strftime("%Y-%m-%d"),
        "rounds": options.rounds,
        "versions": versions(options.peers),
        "figures": [figure.judge(comparison.samples) for figure in figures(options.idle, RATE)],
        "notes": comparison.notes(),
    }
    print(table(results))
    options.json.parent.mkdir(parents=True, exist_ok=True)
    options.json.write_text(json.dumps(results, indent=2, ensure_ascii=False) + "\n")
    options.picture.write_text(picture(results))
    return 0


if __name__ == "__main__":
    sys.exit(main())
