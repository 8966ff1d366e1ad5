# SPDX-FileCopyrightText: 2026 The Drainboard authors
# SPDX-License-Identifier: GPL-3.0-only
"""Restarts the servers behind a load balancer, one after the other, and counts the requests that fail. tests/bench/rolling
builds what it takes, and starts this."""

from __future__ import annotations

import argparse
import json
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median

from balancer import ADDRESS, PATIENCE, Balancer, free_port
from machine import machine
from markdown import table
from server import Command, SilentServer, with_us

PAUSE = 1.0  # seconds with both servers before each restart


@dataclass(frozen=True)
class Way:
    """A server, and how it is restarted."""

    title: str
    command: Callable[[int, Path], Command]  # of a port, and a file for its report if it makes one
    checks_readiness: bool = False
    is_ours: bool = False


@dataclass
class Outcome:
    title: str
    requests: int = 0
    failed: dict[str, int] = field(default_factory=dict)  # as wrk says
    balancer: dict[str, int] = field(default_factory=dict)
    ends: list[float] = field(default_factory=list)  # seconds from signal to exit, of each restart
    bad_exits: int = 0
    lost: list[int] = field(default_factory=list)  # as the reports say, where there are any

    @property
    def failures(self) -> int:
        return sum(self.failed.values())


class Load:
    """wrk, until it is told to end. A context."""

    def __init__(self, port: int, clients: int) -> None:
        words = ["wrk", "-t1", f"-c{clients}", "-d1h", "--timeout", "10s", f"http://{ADDRESS}:{port}/"]
        self._process = subprocess.Popen(with_us(words), stdout=subprocess.PIPE, text=True)

    def __enter__(self) -> Load:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.communicate()

    def end(self) -> tuple[int, dict[str, int]]:
        """How many requests were answered, and how many were not, or not well, and why."""
        self._process.send_signal(signal.SIGINT)
        said, _ = self._process.communicate(timeout=PATIENCE)
        failed = {f"{what} failed": int(count) for what, count in re.findall(r"(connect|read|write|timeout) (\d+)", said)}
        if wrong := re.search(r"Non-2xx or 3xx responses: (\d+)", said):
            failed["answered with an error"] = int(wrong[1])
        return int(re.search(r"(\d+) requests in", said)[1]), failed


def ways(drainboard: Path, peers: Path) -> list[Way]:
    def ours(*options: str) -> Callable[[int, Path], Command]:
        start = [str(drainboard), "--headless", "--threads", "1", *options]
        return lambda port, report: Command([*start, "--port", str(port), "--report", str(report)])

    return [
        Way("Drainboard", ours(), is_ours=True),
        Way("Drainboard `--shutdown-delay 1s`, `/readyz`", ours("--shutdown-delay", "1s"), True, True),
        Way("Go `Shutdown`", lambda port, _: Command([str(peers / "go"), f"{ADDRESS}:{port}"])),
        Way("http-terminator", lambda port, _: Command(["node", str(peers / "node/server.js"), ADDRESS, str(port)])),
    ]


def restarts(way: Way, count: int, clients: int) -> Outcome:
    outcome = Outcome(way.title)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ports = (free_port(), free_port())
        report = folder / "report.json"

        def start(port: int) -> SilentServer:
            return SilentServer(way.command(port, report), ADDRESS, port)

        servers = [start(port) for port in ports]
        try:
            with Balancer(folder, ports, way.checks_readiness) as balancer:
                balancer.await_both()
                with Load(balancer.port, clients) as load:
                    for number in range(count):
                        time.sleep(PAUSE)
                        server = servers[number % 2]
                        _, seconds, code = server.end(PATIENCE)
                        outcome.ends.append(seconds)
                        outcome.bad_exits += code != 0
                        if report.exists():
                            outcome.lost.append(json.loads(report.read_text())["requestsLost"])
                            report.unlink()
                        server.__exit__()
                        servers[number % 2] = start(ports[number % 2])
                        balancer.await_both()
                    time.sleep(PAUSE)
                    outcome.requests, outcome.failed = load.end()
                outcome.balancer = balancer.counts()
        finally:
            for server in servers:
                server.__exit__()
    return outcome


def _row(outcome: Outcome) -> list[str]:
    return [
        outcome.title,
        f"{outcome.requests:,}",
        f"{outcome.failures}",
        str(outcome.balancer["retries"]),
        str(outcome.balancer["answers 5xx"]),
        str(sum(outcome.lost)) if outcome.lost else "–",
        f"{median(outcome.ends):.2f} ({max(outcome.ends):.2f})",
        str(outcome.bad_exits),
    ]


def main() -> int:
    parser = argparse.ArgumentParser(prog="tests/bench/rolling", description=__doc__)
    parser.add_argument("--restarts", type=int, default=8)
    parser.add_argument("--clients", type=int, default=64, help="connections of wrk")
    parser.add_argument("--drainboard", type=Path, required=True)
    parser.add_argument("--json", type=Path, default=Path("build/bench/rolling.json"))
    parser.add_argument("--peers", type=Path, required=True, help=argparse.SUPPRESS)
    options = parser.parse_args()

    all_ways = ways(options.drainboard, options.peers)
    outcomes = [restarts(way, options.restarts, options.clients) for way in all_ways]
    head = ["server", "requests", "failed", "retries", "answers 5xx", "lost by report", "end (s), longest", "bad exits"]
    print("\n".join(table(head, [_row(outcome) for outcome in outcomes])))
    print(f"\n{options.restarts} restarts of each, {options.clients} clients.")
    for outcome in outcomes:
        if outcome.failures:
            words = ", ".join(f"{what}: {count}" for what, count in outcome.failed.items() if count)
            print(f"{outcome.title}: {words}.")
    options.json.parent.mkdir(parents=True, exist_ok=True)
    everything = {"date": time.strftime("%Y-%m-%d"), "machine": machine(), "servers": [asdict(one) for one in outcomes]}
    options.json.write_text(json.dumps(everything, indent=1, ensure_ascii=False) + "\n")
    are_good = all(one.failures == 0 for one, way in zip(outcomes, all_ways) if way.is_ours)
    return 0 if are_good else 1


if __name__ == "__main__":
    try:
        sys.exit(main())
    except RuntimeError as problem:
        print(f"tests/bench/rolling: {problem}", file=sys.stderr)
        sys.exit(2)
