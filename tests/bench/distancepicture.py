# SPDX-FileCopyrightText: 2026 The Drainboard authors
# SPDX-License-Identifier: GPL-3.0-only
"""The results of shutdowns over a distance as a picture (SVG): a panel a round trip, a bar a server, for the clients
that are busiest; what was lost, and below it what that took."""

from __future__ import annotations

from collections.abc import Callable

from distancefigures import Cell, Figures
from distancetable import number
from drawing import Bar, Panel, drawn
from graceful import FIXED, NAMES, OURS
from shutdowns import CLIENTS

NAMES_WIDTH = 118  # points


def _panels(
    figures: Figures, title: str, about: str, value: Callable[[Cell], float], text: Callable[[float], str], least: float
) -> list[Panel]:
    """Bars of all panels have one scale, on which `least` at least has its place."""
    kind = figures.kinds[0]
    cells = {
        trip: [(name, cell) for name in NAMES if name != FIXED and (cell := figures.cell(kind, trip, name))]
        for trip in figures.round_trips
    }
    longest = max([least, *(value(cell) for row in cells.values() for _, cell in row)])
    return [
        Panel(
            title.format(trip=trip),
            about.format(kind=kind),
            [
                Bar(name.replace("`", ""), value(cell), text(value(cell)), is_ours=name == OURS)
                for name, cell in cells[trip]
            ],
            longest,
        )
        for trip in figures.round_trips
    ]


def picture(figures: Figures) -> str:
    lost = f"of {CLIENTS} {{kind}} clients, each shutdown"
    panels = [
        *_panels(figures, "Requests lost, round trip {trip} ms", lost, lambda cell: cell.lost_each, number, 1),
        *_panels(
            figures,
            "Signal to exit, round trip {trip} ms",
            "median, seconds",
            lambda cell: cell.median_end,
            lambda seconds: f"{seconds:.2f}",
            1,
        ),
    ]
    return drawn("Requests lost by a graceful shutdown over a distance", panels, NAMES_WIDTH)
