# SPDX-FileCopyrightText: 2026 The Drainboard authors
# SPDX-License-Identifier: GPL-3.0-only
"""Rounds of measurements, each with all servers."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from typing import TypeVar

from clients import IdleCrowd, Load, batch_load, paced_load, wrk
from figures import EXPRESS, FLOOR, GO, HEADLESS, NODE, ONE_THREAD, OURS, QT, Samples
from server import Command, Server, with_us

T = TypeVar("T")

RATE = 20_000  # requests a second
TURNS = 6  # of all servers in each round, a second each, for the main figure: a machine has slow seconds
PAIRS = 3  # of measurements of latency in each round: it is easily disturbed
PATIENCE = 60  # seconds for all connections to be open
TO_SETTLE = 1.5  # seconds of idleness before memory is read


@contextmanager
def x_server() -> Iterator[str]:
    """The name of a display of its own, which does not begin anew, and turn clients away, when its last one goes."""
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", "1280x800x24", "-noreset", "-nolisten", "tcp"]
    with subprocess.Popen(with_us(command), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        try:
            yield ":" + process.stdout.readline().strip()
        finally:
            process.terminate()


class Comparison:
    def __init__(self, binaries: Path, peers: Path, idle: int, seconds: int) -> None:
        self.samples: Samples = defaultdict(lambda: defaultdict(list))
        self._loads: dict[str, list[Load]] = defaultdict(list)
        self._too_few: dict[str, int] = {}
        self._rounds = 0
        self._turns = 0
        self._bin = binaries
        self._peers = peers
        self._idle = idle
        self._seconds = seconds

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
        self._rounds += 1
        print(f"round {self._rounds}", file=sys.stderr)
        self._without_idle()
        for name, command in self._in_turn(self._servers()):
            if name != EXPRESS:  # its engine is Node's
                self._with_idle(name, command)
        self._latency()
        self._threads()

    def _in_turn(self, items: dict[str, T]) -> Iterator[tuple[str, T]]:
        """Every second time the other way round: nobody is always behind the same one."""
        self._turns += 1
        for name, item in items.items() if self._turns % 2 else reversed(items.items()):
            print(time.strftime("  %H:%M:%S"), name, file=sys.stderr)
            yield name, item

    def _add(self, figure: str, name: str, value: float) -> None:
        self.samples[figure][name].append(value)

    def _load(self, what: str, server: Server, seconds: int) -> Load:
        load = wrk(server, seconds)
        self._loads[what].append(load)
        return load

    @contextmanager
    def _crowd(self, name: str, server: Server) -> Iterator[IdleCrowd]:
        with IdleCrowd(self._bin / "idlecrowd", server, self._idle, PATIENCE) as crowd:
            if crowd.opened < self._idle:
                if name != QT:
                    raise RuntimeError(f"{name} has opened only {crowd.opened:,} connections in {PATIENCE} s")
                self._too_few[name] = crowd.opened
            yield crowd

    def _without_idle(self) -> None:
        with ExitStack() as started:
            servers = {name: started.enter_context(Server(command)) for name, command in self._servers().items()}
            for server in servers.values():
                server.check_answer()
                wrk(server, 1)  # warm up
            for _ in range(TURNS):
                for name, server in self._in_turn(servers):
                    load = self._load(name, server, 1)
                    self._add("cpu", name, load.cpu_us_per_request)
                    self._add("rps", name, load.requests_per_second)

    def _with_idle(self, name: str, command: Command) -> None:
        with Server(command) as server:
            server.check_answer()
            before = server.resident_bytes()
            with self._crowd(name, server) as crowd:
                if crowd.opened == self._idle:
                    self._add("open", name, crowd.seconds)
                time.sleep(TO_SETTLE)
                if name != FLOOR:  # it keeps nothing of a connection
                    self._add("memory", name, (server.resident_bytes() - before) / 1000 / crowd.opened)
                wrk(server, 1)  # warm up
                load = self._load(f"{name}, idle connections", server, self._seconds)
                self._add("cpu-idle", name, load.cpu_us_per_request)
                self._add("rps-idle", name, load.requests_per_second)
                if name in (OURS, GO, NODE):
                    self._add("shutdown", name, server.shut_down())

    def _latency(self) -> None:
        with x_server() as display, tempfile.TemporaryDirectory() as folder:
            commands = {OURS: self._windowed(display, folder), HEADLESS: self._drainboard()}
            for _ in range(PAIRS):
                for name, command in self._in_turn(commands):
                    with Server(command) as server, self._crowd(name, server):
                        time.sleep(TO_SETTLE)
                        p99 = paced_load(self._bin / "pacedload", server, RATE, self._seconds).p99
                        self._add("p99", name, p99)

    def _threads(self) -> None:
        commands = {
            OURS: self._drainboard(2),
            ONE_THREAD: self._drainboard(1),
            "Go, two": self._go(2),
            "Go, one": self._go(1),
        }
        for name, command in self._in_turn(commands):
            with Server(command) as server:
                batch_load(self._bin / "batchload", server, 1)  # warm up
                load = batch_load(self._bin / "batchload", server, self._seconds)
                self._loads[f"32 requests a write, {name}"].append(load)
                self._add("threads", name, load.requests_per_second)

    def cores(self) -> dict[str, dict[str, float]]:
        """What the server, the client and other programs used of the processor in each measurement."""
        return {
            what: {
                "server": median(load.server_cores for load in loads),
                "client": median(load.client_cores for load in loads),
                "others": median(load.other_cores for load in loads),
            }
            for what, loads in self._loads.items()
        }

    def notes(self) -> list[str]:
        """What has to be known to read the figures."""
        notes = [
            f"{name} had not opened {self._idle:,} connections in {PATIENCE} s, and was measured with {count:,}."
            for name, count in self._too_few.items()
        ]
        for what, cores in self.cores().items():
            both = cores["server"] + cores["client"]
            if both > 0.9 * os.cpu_count():
                notes.append(
                    f"{what}: the machine was the limit; the server used {cores['server']:.2f} cores, "
                    f"the client {cores['client']:.2f}, of {os.cpu_count()}."
                )
        others = [load.other_cores for loads in self._loads.values() for load in loads]
        notes.append(f"Other programs used {median(others):.2f} cores meanwhile, {max(others):.2f} at most.")
        return notes
