# SPDX-FileCopyrightText: 2026 The Drainboard authors
# SPDX-License-Identifier: GPL-3.0-only
"""What is measured, what Drainboard has to reach in it, and the judgement."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import Any

OURS = "Drainboard"
QT = "QHttpServer"
GO = "Go net/http"
NODE = "Node http"
EXPRESS = "Express"
FLOOR = "fixed answer"
HEADLESS = "headless"
ONE_THREAD = "one thread"

Samples = dict[str, dict[str, list[float]]]  # by figure, by server; one or more a round


@dataclass(frozen=True)
class Bar:
    """A limit on the ratio to `against`, which may be one of another figure; or on the figure itself."""

    limit: float
    against: str | None = None
    at_least: bool = False
    of: str | None = None

    def text(self, unit: str) -> str:
        sign = "≥" if self.at_least else "≤"
        return f"{sign} {self.limit:g} ×" if self.against else f"{sign} {self.limit:g} {unit}"


@dataclass(frozen=True)
class Figure:
    key: str
    title: str
    condition: str
    unit: str
    more_is_better: bool
    bars: tuple[Bar, ...]

    def judge(self, samples: Samples) -> dict[str, Any]:
        medians = {server: median(values) for server, values in samples[self.key].items()}
        ours = medians[OURS]
        comparisons: list[dict[str, Any]] = []
        for bar in self.bars:
            theirs = median(samples[bar.of or self.key][bar.against]) if bar.against else None
            value = ours / theirs if theirs else ours
            comparisons.append(
                {
                    "against": (bar.against or "") + (", no idle connections" if bar.of else ""),
                    "theirs": theirs,
                    "ratio": value if theirs else None,
                    "bar": bar.text(self.unit),
                    "limit": bar.limit,
                    "met": value >= bar.limit if bar.at_least else value <= bar.limit,
                }
            )
        with_bar = {bar.against for bar in self.bars if not bar.of}
        for server, theirs in medians.items():
            if server != OURS and server not in with_bar:
                comparisons.append({"against": server, "theirs": theirs, "ratio": ours / theirs})
        return {
            "key": self.key,
            "title": self.title,
            "condition": self.condition,
            "unit": self.unit,
            "moreIsBetter": self.more_is_better,
            "medians": medians,
            "samples": samples[self.key],
            "comparisons": comparisons,
        }


def figures(idle: int, rate: int) -> tuple[Figure, ...]:
    none = "no idle connections"
    many = f"{idle:,} idle connections"
    return (
        Figure(
            "cpu",
            "CPU of the server per request",
            none,
            "µs",
            False,
            (Bar(1.0, QT), Bar(0.8, GO), Bar(0.65, NODE), Bar(0.1, EXPRESS)),
        ),
        Figure("cpu-idle", "CPU of the server per request", many, "µs", False, (Bar(1.1, OURS, of="cpu"),)),
        Figure("rps", "Requests per second", none, "", True, ()),
        Figure(
            "rps-idle",
            "Requests per second",
            many,
            "",
            True,
            (Bar(20, QT, at_least=True), Bar(1, GO, at_least=True), Bar(1, NODE, at_least=True)),
        ),
        Figure("open", f"Opening {idle:,} connections", "one request each", "s", False, (Bar(1, GO),)),
        Figure("memory", "Memory per idle connection", "resident", "kB", False, (Bar(8), Bar(1, NODE))),
        Figure("shutdown", f"Shutdown of {many}", "SIGTERM to exit", "s", False, (Bar(0.5), Bar(1, GO), Bar(1, NODE))),
        Figure(
            "p99",
            "p99 latency with the window open",
            f"{rate:,} requests/s",
            "ms",
            False,
            (Bar(1.2, HEADLESS),),
        ),
        Figure(
            "threads",
            "Requests per second of two threads",
            "32 requests a write",
            "",
            True,
            (Bar(1.6, ONE_THREAD, at_least=True),),
        ),
    )
