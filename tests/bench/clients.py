# SPDX-FileCopyrightText: 2026 The Drainboard authors
# SPDX-License-Identifier: GPL-3.0-only
"""The clients that a server is measured with, as child processes."""

from __future__ import annotations

import re
import resource
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from server import TICKS, Server, with_us

CLIENTS = 64


@dataclass(frozen=True)
class Load:
    """What came of as many requests as a client could send. Cores: CPU seconds a second."""

    requests_per_second: float
    cpu_us_per_request: float
    server_cores: float
    client_cores: float
    other_cores: float  # whatever else ran on the machine


def _busy_seconds() -> float:
    user, nice, system, _, _, irq, softirq = map(int, Path("/proc/stat").read_text().split()[1:8])
    return (user + nice + system + irq + softirq) / TICKS


def _children_seconds() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _measured(server: Server, command: list[str], result: Callable[[str], tuple[int, float]]) -> Load:
    """The load that the command makes, which says how many requests were answered, and how many a second."""
    server_cpu, client_cpu, busy, begin = server.cpu_seconds(), _children_seconds(), _busy_seconds(), time.monotonic()
    said = subprocess.run(with_us(command), check=True, capture_output=True, text=True).stdout
    elapsed = time.monotonic() - begin
    server_cpu, client_cpu = server.cpu_seconds() - server_cpu, _children_seconds() - client_cpu
    busy = _busy_seconds() - busy
    requests, requests_per_second = result(said)
    return Load(
        requests_per_second=requests_per_second,
        cpu_us_per_request=server_cpu * 1e6 / requests,
        server_cores=server_cpu / elapsed,
        client_cores=client_cpu / elapsed,
        other_cores=max(0.0, busy - server_cpu - client_cpu) / elapsed,
    )


def wrk(server: Server, seconds: int) -> Load:
    """CLIENTS connections that ask for / as fast as they are answered."""

    def result(said: str) -> tuple[int, float]:
        if problem := re.search(r"Socket errors: (?!connect 0, read 0, write 0).*|Non-2xx.*", said):  # late is no error
            raise RuntimeError(f"wrk: {problem[0]}")
        return int(re.search(r"(\d+) requests in", said)[1]), float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1])

    command = ["wrk", "-t1", f"-c{CLIENTS}", f"-d{seconds}s", f"http://{server.address}:{server.port}/"]
    return _measured(server, command, result)


def batch_load(program: Path, server: Server, seconds: int) -> Load:
    """As many connections that ask for / with many requests at a time: a client that is never the limit."""

    def result(said: str) -> tuple[int, float]:
        requests, taken = said.split()
        return int(requests), int(requests) / float(taken)

    return _measured(server, [str(program), server.address, str(server.port), str(seconds)], result)


class IdleCrowd:
    """Many connections that have been asked one request each, and are kept. A context: they do not outlive it."""

    def __init__(self, program: Path, server: Server, count: int, patience: int) -> None:
        self._process = subprocess.Popen(
            with_us([str(program), server.address, str(server.port), str(count), str(patience)]),
            stdout=subprocess.PIPE,
            text=True,
        )
        said = self._process.stdout.readline().split()
        if len(said) != 2:
            self.__exit__()
            raise RuntimeError("there is no crowd of idle connections")
        self.opened = int(said[0])
        self.seconds = float(said[1])

    def __enter__(self) -> IdleCrowd:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.communicate()


@dataclass(frozen=True)
class Latency:
    """In milliseconds."""

    median: float
    p99: float


def paced_command(program: Path, server: Server, rate: int, seconds: int, connections: int) -> list[str]:
    return with_us([str(program), server.address, *map(str, (server.port, rate, seconds, connections))])


def paced_load(program: Path, server: Server, rate: int, seconds: int, connections: int = CLIENTS) -> Latency:
    """What requests at a constant rate take."""
    command = paced_command(program, server, rate, seconds, connections)
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    _, median, p99, _ = map(int, said.split())
    return Latency(median / 1000, p99 / 1000)
