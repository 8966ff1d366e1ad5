# SPDX-FileCopyrightText: 2026 The Drainboard authors
# SPDX-License-Identifier: GPL-3.0-only
"""The results of shutdowns over a distance as tables in Markdown."""

from __future__ import annotations

from collections.abc import Callable

from distancefigures import Bar, Cell, Figures
from graceful import NAMES, OURS
from markdown import table
from shutdowns import CLIENTS, PATIENCE


def number(value: float) -> str:
    """To three places at most, without a false precision."""
    return f"{value:.0f}" if value >= 10 or value == int(value) else f"{value:.1f}" if value >= 0.1 else f"{value:.2f}"


def _lost(cell: Cell, server: str) -> str:
    return f"**{number(cell.lost_each)}**" if server == OURS else number(cell.lost_each)


def _ended(cell: Cell) -> str:
    longest = f"{cell.longest_end:.2f}" if all(shutdown.has_ended for shutdown in cell.shutdowns) else f"> {PATIENCE}"
    return f"{cell.median_end:.2f} ({longest})" if cell.median_end < PATIENCE else longest


def _beside(figures: Figures, text: Callable[[Cell, str], str]) -> list[str]:
    """A row for each load, a column for each server."""
    servers = figures.servers(NAMES)
    rows = []
    for kind in figures.kinds:
        for trip in figures.round_trips:
            cells = [(figures.cell(kind, trip, server), server) for server in servers]
            rows.append([f"{kind}, {trip} ms", *(text(cell, server) if cell else "" for cell, server in cells)])
    return table(["clients, round trip", *servers], rows)


def _of_ours(figures: Figures) -> list[str]:
    rows = []
    for (kind, trip), cell in figures.of(OURS).items():
        counts, longest, again = (cell.held(key) for key in ("count", "longestMs", "usedAgain"))
        rows.append(
            [
                f"{kind}, {trip} ms",
                str(len(cell.shutdowns)),
                str(cell.lost),
                f"{100 * cell.lost_share:.2f} %",
                f"{cell.mean_end:.2f}",
                f"{cell.median_beyond:.2f}",
                f"{cell.longest_beyond:.2f}",
                number(sum(counts) / len(counts)) if counts else "–",
                f"{max(longest) / 1000:.2f}" if longest else "–",
                number(sum(again) / len(again)) if again else "–",
                str(cell.untrue),
            ]
        )
    ours = ["clients, round trip", "shutdowns", "lost", "of connections"]
    times = ["connection's end (s)", "beyond last response (s)", "longest"]
    return table([*ours, *times, "held", "longest (s)", "used again", "other report"], rows)


def tables(figures: Figures, bars: list[Bar]) -> str:
    judged = [[bar.what, bar.value, bar.limit, "met" if bar.is_met else "MISSED"] for bar in bars]
    trips = ", ".join(f"{figures.connect_ms(trip):.1f} for {trip} ms" for trip in figures.round_trips)
    return "\n".join(
        [
            f"Requests lost for each shutdown of {CLIENTS} clients:",
            "",
            *_beside(figures, _lost),
            "",
            "Seconds from the signal to the exit, median (longest):",
            "",
            *_beside(figures, lambda cell, _: _ended(cell)),
            "",
            f"{OURS}:",
            "",
            *_of_ours(figures),
            "",
            *table(["bar", "is", "limit", ""], judged),
            "",
            f"Clients connected in (median, ms): {trips}.",
        ]
    )
