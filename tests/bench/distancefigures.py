# SPDX-FileCopyrightText: 2026 The Drainboard authors
# SPDX-License-Identifier: GPL-3.0-only
"""What came of many shutdowns over a distance, and what Drainboard has to reach."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import asdict, dataclass
from statistics import fmean, median
from typing import Any

from graceful import FIXED, OURS
from shutdowns import CLIENTS, KINDS, PATIENCE, Shutdown

Key = tuple[str, int, str]  # kind, round trip, server


@dataclass(frozen=True)
class Cell:
    """All shutdowns of one server under one load. Times are seconds."""

    shutdowns: tuple[Shutdown, ...]

    @property
    def lost(self) -> int:
        return sum(len(shutdown.lost) for shutdown in self.shutdowns)

    @property
    def lost_each(self) -> float:
        return self.lost / len(self.shutdowns)

    @property
    def lost_share(self) -> float:
        """Of the connections: each loses one at most."""
        return self.lost_each / CLIENTS

    @property
    def median_end(self) -> float:
        return median(shutdown.ended for shutdown in self.shutdowns)

    @property
    def longest_end(self) -> float:
        return max(shutdown.ended for shutdown in self.shutdowns)

    @property
    def median_beyond(self) -> float:
        return median(shutdown.beyond for shutdown in self.shutdowns)

    @property
    def longest_beyond(self) -> float:
        return max(shutdown.beyond for shutdown in self.shutdowns)

    @property
    def mean_end(self) -> float:
        """Of a connection."""
        return fmean(shutdown.mean_end for shutdown in self.shutdowns)

    @property
    def connect_ms(self) -> float:
        return median(shutdown.connect_ms for shutdown in self.shutdowns)

    @property
    def untrue(self) -> int:
        """Shutdowns whose report counts another number of lost requests than the clients."""
        return sum(not shutdown.is_told_truly for shutdown in self.shutdowns)

    def held(self, key: str) -> list[int]:
        """What the reports say of idle connections that were held; empty where they do not."""
        reports = (shutdown.report for shutdown in self.shutdowns)
        return [report["heldIdle"][key] for report in reports if report and key in report.get("heldIdle", {})]


class Figures:
    def __init__(self, shutdowns: list[Shutdown]) -> None:
        collected: dict[Key, list[Shutdown]] = defaultdict(list)
        for shutdown in shutdowns:
            case = shutdown.case
            collected[case.kind, case.round_trip, case.server].append(shutdown)
        self._cells = {key: Cell(tuple(found)) for key, found in collected.items()}
        self.kinds = [kind for kind in KINDS if any(key[0] == kind for key in self._cells)]
        self.round_trips = sorted({key[1] for key in self._cells})

    def servers(self, order: list[str]) -> list[str]:
        return [name for name in order if any(key[2] == name for key in self._cells)]

    def cell(self, kind: str, round_trip: int, server: str) -> Cell | None:
        return self._cells.get((kind, round_trip, server))

    def of(self, server: str) -> dict[tuple[str, int], Cell]:
        cells = {(kind, trip): self.cell(kind, trip, server) for kind in self.kinds for trip in self.round_trips}
        return {key: cell for key, cell in cells.items() if cell}

    def bad_ends(self) -> list[str]:
        """What has not exited with 0, in words."""
        words = []
        for (kind, trip, server), cell in self._cells.items():
            codes = Counter(shutdown.exit_code for shutdown in cell.shutdowns)
            for code, times in codes.items():
                how = f"had not ended in {PATIENCE} s" if code is None else f"exited with {code}"
                if code != 0:
                    words.append(f"{server}, {kind}, {trip} ms: {times} of {len(cell.shutdowns)} {how}.")
        return words

    def connect_ms(self, round_trip: int) -> float:
        return median(cell.connect_ms for key, cell in self._cells.items() if key[1] == round_trip)


@dataclass(frozen=True)
class Bar:
    what: str
    value: str
    limit: str
    is_met: bool

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def judgement(figures: Figures) -> list[Bar]:
    """Of what was measured."""
    bars = []
    ours = figures.of(OURS)
    for (kind, trip), cell in ours.items():
        if kind in ("busy", "posting"):
            what = f"lost in {len(cell.shutdowns)} shutdowns, {kind} clients, {trip} ms"
            bars.append(Bar(what, str(cell.lost), "0", cell.lost == 0))
        if kind == "polling" and trip == 40:
            share = 100 * cell.lost_share
            what = "connections that lose one, polling clients, 40 ms"
            bars.append(Bar(what, f"{share:.2f} %", "< 0.5 %", share < 0.5))
        fixed = figures.cell(kind, trip, FIXED)
        if kind == "bursty" and fixed:
            what = f"bursty clients, {trip} ms, with `--idle-grace 1s`:"
            value = f"{cell.lost} in {len(cell.shutdowns)}"
            limit = f"≤ {fixed.lost} in {len(fixed.shutdowns)}"
            bars.append(Bar(f"{what} lost", value, limit, cell.lost_each <= fixed.lost_each))
            for title, ours_ended, theirs in (
                ("median end", cell.median_end, fixed.median_end),
                ("mean end of a connection", cell.mean_end, fixed.mean_end),
            ):
                bars.append(Bar(f"{what} {title}", f"{ours_ended:.2f} s", f"< {theirs:.2f} s", ours_ended < theirs))
    if ours:
        beyond = max(cell.median_beyond for cell in ours.values())
        bars.append(Bar("median end beyond the last response, in any case", f"{beyond:.2f} s", "≤ 1 s", beyond <= 1))
        untrue = sum(cell.untrue for cell in (*ours.values(), *figures.of(FIXED).values()))
        bars.append(Bar("reports that count other than the clients", str(untrue), "0", untrue == 0))
    return bars
