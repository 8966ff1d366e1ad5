# SPDX-FileCopyrightText: 2026 The Drainboard authors
# SPDX-License-Identifier: GPL-3.0-only
"""What the window costs: the main thread, and the clients of the server under it (see tests/bench/board)."""

from __future__ import annotations

import argparse
import json
import operator
import re
import statistics
import subprocess
import time
from pathlib import Path

from clients import IdleCrowd, paced_command, paced_load
from machine import machine, raise_descriptor_limit
from server import Command, Server

LATENCY_SECONDS = 3
IN_TIME = 50  # milliseconds: a median beyond says that the machine cannot serve that rate
OPENING = 3  # seconds, of a load
CLOSED_KEPT = 6  # seconds until rows of closed connections are gone
RATE_DIFFERENCE = 2  # percent
TICK_MEDIAN, TICK_P99 = 8, 16  # milliseconds
LATENCY_RATIO = 1.2
INTERACTION = 50  # milliseconds


class Window:
    """boardwindow, which serves with a window and tells what that costs. Clients find it as they find a Server."""

    def __init__(self, program: Path) -> None:
        self._process = subprocess.Popen([program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.address, self.port = "127.0.0.1", int(self._process.stdout.readline())

    def tell(self, command: str) -> dict[str, float]:
        self._process.stdin.write(command + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def __enter__(self) -> Window:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()


def served_rate(program: Path, server: Server, rate: int, connections: int) -> int:
    """That rate, or the half of it, and so on, that is served without a queue that grows."""
    while paced_load(program, server, rate, LATENCY_SECONDS, connections).median > IN_TIME:
        print(f"{rate} requests/s are more than this machine serves in time; half as many, then")
        rate //= 2
    return rate


def ticks_under(
    program: Path, window: Window, rate: int, seconds: int, connections: int
) -> tuple[dict[str, float], dict[str, float]]:
    """What a load costs the main thread: while its connections open, and then."""
    time.sleep(CLOSED_KEPT)
    window.tell("measure")
    command = paced_command(program, window, rate, seconds, connections)
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    time.sleep(OPENING)
    opening = window.tell("figures")
    window.tell("measure")
    time.sleep(seconds - OPENING)
    steady = window.tell("figures")
    process.wait()
    return opening, steady


def rate_difference(window: Window, seconds: int) -> float:
    """In percent: the requests of a run of wrk by what the window shows, beside what wrk says."""
    while window.tell("shown")["perSecond"] > 0:  # what is shown is the mean of the last three whole seconds
        time.sleep(0.5)
    address = f"http://{window.address}:{window.port}/"
    wrk = subprocess.Popen(["wrk", "-t1", "-c50", f"-d{seconds}s", address], stdout=subprocess.PIPE, text=True)
    shown, before, rate = 0.0, time.monotonic(), 0.0
    while wrk.poll() is None or rate > 0:
        time.sleep(0.2)
        now = time.monotonic()
        shown += rate * (now - before)
        before, rate = now, window.tell("shown")["perSecond"]
    said = int(re.search(r"(\d+) requests in", wrk.stdout.read())[1])
    print(f"wrk: {said} requests; shown: {shown:.0f}")
    return abs(shown / said - 1) * 100


def judge(what: str, figure: float, limit: float, unit: str) -> bool:
    is_kept = figure <= limit
    print(f"{what}: {figure:.2f}{unit}, at most {limit}{unit}{'' if is_kept else '  MISSED'}")
    return is_kept


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", type=Path, required=True)
    parser.add_argument("--connections", type=int, default=10_000)
    parser.add_argument("--rate", type=int, default=20_000, help="requests a second")
    parser.add_argument("--seconds", type=int, default=10, help="of a run of wrk; of ticks, four times as many")
    parser.add_argument("--rounds", type=int, default=30, help="of latency with the window and without")
    options = parser.parse_args()
    raise_descriptor_limit(options.connections + 1000)
    print(", ".join(f"{name} {value}" for name, value in machine().items()))

    headless = Command([str(options.bin / "drainboard"), "--headless", "--port", "0", "--threads", "1"])
    with Window(options.bin / "boardwindow") as window, Server(headless) as server:
        load = options.bin / "pacedload"
        rate = served_rate(load, server, options.rate, options.connections)
        latency: dict[str, list[float]] = {"window": [], "headless": []}
        for _ in range(options.rounds):  # in turn: slow seconds of the machine meet both
            for name, one in (("window", window), ("headless", server)):
                latency[name].append(paced_load(load, one, rate, LATENCY_SECONDS, options.connections).p99)
        for name, found in latency.items():
            print(f"{name}: {rate} requests/s, p99 in ms: " + ", ".join(f"{p99:.1f}" for p99 in found))
        opening, ticks = ticks_under(load, window, options.rate, options.seconds * 4, options.connections)
        print(
            f"{ticks['ticks']} ticks; of them painting {ticks['paintMedian']:.1f} ms, p99 {ticks['paintP99']:.1f} ms; "
            f"longest event {ticks['longest']:.1f} ms, while connections open {opening['longest']:.1f} ms; "
            f"{ticks['cpuShare']:.0%} of a core"
        )
        difference = rate_difference(window, max(8, options.seconds))
        with IdleCrowd(options.bin / "idlecrowd", window, options.connections, 120) as crowd:  # beside closed ones
            if crowd.opened != options.connections:
                raise RuntimeError(f"{crowd.opened} of {options.connections} connections were opened")
            while window.tell("shown")["rows"] < options.connections:
                time.sleep(0.1)
            interaction = window.tell("interact")

    print(f"{interaction['rows']} rows; by column: {interaction['sorts']}")
    kept = [
        judge("tick, median", ticks["tickMedian"], TICK_MEDIAN, " ms"),
        judge("tick, p99", ticks["tickP99"], TICK_P99, " ms"),
        judge(
            "latency p99, with the window / headless, median of rounds",
            statistics.median(map(operator.truediv, latency["window"], latency["headless"])),
            LATENCY_RATIO,
            "",
        ),
        judge("requests/s shown, beside wrk's", difference, RATE_DIFFERENCE, " %"),
        *(
            judge(f"longest {what}", interaction[what], INTERACTION, " ms")
            for what in ("scroll", "sort", "filter", "group")
        ),
    ]
    return 0 if all(kept) else 1


if __name__ == "__main__":
    raise SystemExit(main())
