# SPDX-FileCopyrightText: 2026 The Drainboard authors
# SPDX-License-Identifier: GPL-3.0-only
"""The results as a picture (SVG): a panel a figure, a bar a server."""

from __future__ import annotations

from typing import Any

from drawing import Bar, Panel, drawn
from figures import FLOOR, OURS
from table import number

NAMES = 92  # points


def _panel(figure: dict[str, Any]) -> Panel:
    hint = "more is better" if figure["moreIsBetter"] else "less is better"
    unit = figure["unit"] and figure["unit"] + ", "
    return Panel(
        figure["title"],
        f"{figure['condition']}; {unit}{hint}",
        [
            Bar(name, value, number(value), is_ours=name == OURS, is_hollow=name == FLOOR)
            for name, value in figure["medians"].items()
        ],
    )


def picture(results: dict[str, Any]) -> str:
    return drawn("Drainboard beside other HTTP servers", [_panel(figure) for figure in results["figures"]], NAMES)
