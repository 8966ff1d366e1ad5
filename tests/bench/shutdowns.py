# SPDX-FileCopyrightText: 2026 The Drainboard authors
# SPDX-License-Identifier: GPL-3.0-only
"""Shutdowns of servers that are far away from their clients, several at a time, each over a line of its own."""

from __future__ import annotations

import json
import random
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from graceful import FIXED, OURS, REPORT, Graceful
from line import PORT, SERVER_ADDRESS, DistantServer, Line
from server import with_us

CLIENTS = 64
PATIENCE = 20  # seconds for a server to end, and then for the clients to see it
# Seconds that the clients go on before the shutdown: for several requests each, and for browsers less than what servers
# wait for the first request of a connection
WARM_UP = {"busy": 4, "posting": 4, "polling": 8, "bursty": 10, "browsing": 8}
KINDS = tuple(WARM_UP)


@dataclass(frozen=True)
class Case:
    kind: str
    round_trip: int  # milliseconds
    server: str
    number: int  # of its shutdowns


@dataclass(frozen=True)
class Shutdown:
    """What came of one. Times: seconds since it began."""

    case: Case
    connect_ms: float  # what it took a client to connect, in the middle: the round trip as it was
    sent: int
    answered: int
    told: int  # connections with a response that said "Connection: close"
    lost: list[dict[str, Any]]  # as distantclients says
    ended: float
    mean_end: float  # of a connection, as its client sees it
    ended_before: int  # connections that were too quiet for the server, before its shutdown
    exit_code: int | None  # None: it had to be made to end
    last_response: float  # negative where none came later
    report: dict[str, Any] | None  # ours

    @property
    def has_ended(self) -> bool:
        """By itself, and in time."""
        return self.exit_code is not None

    @property
    def beyond(self) -> float:
        """Seconds that the server went on when nobody got anything from it any more."""
        return self.ended - max(0.0, self.last_response)

    @property
    def is_told_truly(self) -> bool:
        """The report counts as many requests lost as the clients do."""
        return self.report is None or self.report["requestsLost"] == len(self.lost)

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {"toldTruly": self.is_told_truly}


class Clients:
    """Clients of a server at the far end, warm. A context: they do not outlive it."""

    def __init__(self, program: Path, line: Line, case: Case, seed: int) -> None:
        numbers = (CLIENTS, WARM_UP[case.kind] * 1000 + random.Random(seed).randrange(1000), seed)
        words = [str(program), SERVER_ADDRESS, str(PORT), case.kind, str(case.round_trip), *map(str, numbers)]
        self._process = subprocess.Popen(
            with_us(line.at_client(words)), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )

    def __enter__(self) -> Clients:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.communicate()

    def await_warmth(self) -> None:
        if self._process.stdout.readline().strip() != "warm":
            raise RuntimeError(self._process.communicate()[1].strip())

    def result(self) -> dict[str, Any]:
        try:
            said, problem = self._process.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            raise RuntimeError("clients wait for a server that has ended") from None
        if self._process.returncode != 0:
            raise RuntimeError(problem.strip())
        return json.loads(said)


def _shutdown(binaries: Path, graceful: Graceful, case: Case, seed: int) -> Shutdown:
    with (
        tempfile.TemporaryDirectory() as name,
        Line(binaries / "line", case.round_trip) as line,
        DistantServer(graceful.command(case.server, Path(name)), line) as server,
        Clients(binaries / "distantclients", line, case, seed) as clients,
    ):
        clients.await_warmth()
        begin, ended, exit_code = server.end(PATIENCE)
        seen = clients.result()
        report = json.loads((Path(name) / REPORT).read_text()) if case.server in (OURS, FIXED) else None
    return Shutdown(
        case=case,
        connect_ms=seen["connectMs"],
        sent=seen["sent"],
        answered=seen["answered"],
        told=seen["told"],
        lost=seen["lost"],
        ended=ended,
        mean_end=seen["meanEnd"] - begin,
        ended_before=seen["endedBefore"],
        exit_code=exit_code,
        last_response=seen["lastResponse"] - begin,
        report=report,
    )


class Shutdowns:
    """All that there are to be, some at a time. What does not come to a result is tried once more, and told."""

    def __init__(self, binaries: Path, graceful: Graceful, at_a_time: int, seed: int) -> None:
        self.notes: list[str] = []
        self._binaries = binaries
        self._graceful = graceful
        self._at_a_time = at_a_time
        self._seed = seed

    def run(self, cases: list[Case], done: Callable[[int, int], None]) -> list[Shutdown]:
        begin = time.monotonic()
        results: list[Shutdown] = []
        lock = threading.Lock()

        def one(index: int, case: Case) -> None:
            shutdown = self._tried(case, self._seed + index)
            with lock:
                if shutdown:
                    results.append(shutdown)
                done(len(results), len(cases))

        with ThreadPoolExecutor(self._at_a_time) as pool:
            for future in [pool.submit(one, index, case) for index, case in enumerate(cases)]:
                future.result()
        seconds = time.monotonic() - begin
        self.notes.append(f"{len(results)} shutdowns, {self._at_a_time} at a time, in {seconds:.0f} s.")
        return results

    def _tried(self, case: Case, seed: int) -> Shutdown | None:
        for _ in range(2):
            try:
                return _shutdown(self._binaries, self._graceful, case, seed)
            except RuntimeError as problem:
                self.notes.append(f"{case.server}, {case.kind}, {case.round_trip} ms: {problem}.")
        return None
