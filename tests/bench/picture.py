# SPDX-FileCopyrightText: 2026 The Drainboard authors
# SPDX-License-Identifier: GPL-3.0-only
"""The results as a picture (SVG): a panel a figure, a bar a server. In light and dark, and without need of colour:
each bar has its name and its number, and a bar that is too long for its panel is seen to be cut."""

from __future__ import annotations

from html import escape
from typing import Any

from figures import FLOOR, OURS
from table import number

COLUMNS = 3
MARGIN = 20
PANEL = 300  # width
GAP = 24
HEAD = 44  # of a panel, above its bars
ROW = 20
BAR = 12
NAMES = 92  # width of the names
NUMBERS = 54  # and of the numbers

STYLE = """
text { font: 12px system-ui, "DejaVu Sans", sans-serif; fill: #1f2328 }
.title { font-weight: 600 }
.hint, .other, .floor { fill: #59636e }
.ours { font-weight: 600 }
.background, .cut { fill: #ffffff }
rect.other { fill: #a5afb9 }
rect.ours { fill: #0072b2 }
rect.floor { fill: none; stroke: #59636e; stroke-dasharray: 3 2 }
@media (prefers-color-scheme: dark) {
  text { fill: #f0f6fc }
  .hint, .other, .floor { fill: #9198a1 }
  .background, .cut { fill: #0d1117 }
  rect.other { fill: #59626c }
  rect.ours { fill: #56b4e9 }
  rect.floor { stroke: #9198a1 }
}
"""


def _kind(name: str) -> str:
    return {OURS: "ours", FLOOR: "floor"}.get(name, "other")


def _longest(values: list[float]) -> float:
    """What a whole bar stands for: the largest value, or less where that would dwarf all others."""
    *_, second, largest = sorted([0.0, *values])
    return largest if largest < 3 * second or second == 0 else 1.3 * second


def _panel(figure: dict[str, Any], left: int, top: int) -> list[str]:
    hint = "more is better" if figure["moreIsBetter"] else "less is better"
    unit = figure["unit"] and figure["unit"] + ", "
    title = escape(figure["title"])
    about = f"{figure['condition']}; {unit}{hint}"
    parts = [
        f'<text class="title" x="{left}" y="{top + 12}">{title}</text>',
        f'<text class="hint" x="{left}" y="{top + 29}">{escape(about)}</text>',
    ]
    room = PANEL - NAMES - NUMBERS
    longest = _longest(list(figure["medians"].values()))
    for row, (name, value) in enumerate(figure["medians"].items()):
        x, y = left + NAMES, top + HEAD + row * ROW
        width = max(1.0, room * min(1.0, value / longest))
        kind = _kind(name)
        parts.append(f'<text class="{kind}" x="{left}" y="{y + BAR - 2}">{escape(name)}</text>')
        parts.append(f'<rect class="{kind}" x="{x}" y="{y}" width="{width:.1f}" height="{BAR}"/>')
        if value > longest:
            cut = x + width - 16
            parts.append(f'<path class="cut" d="M{cut:.1f} {y + BAR + 1}l5 -{BAR + 2}h4l-5 {BAR + 2}z"/>')
        parts.append(f'<text class="{kind}" x="{x + width + 6:.1f}" y="{y + BAR - 2}">{number(value)}</text>')
    return parts


def picture(results: dict[str, Any]) -> str:
    panels: list[str] = []
    top = MARGIN
    rest = results["figures"]
    while rest:
        line, rest = rest[:COLUMNS], rest[COLUMNS:]
        for column, figure in enumerate(line):
            panels += _panel(figure, MARGIN + column * (PANEL + GAP), top)
        top += HEAD + ROW * max(len(figure["medians"]) for figure in line) + GAP
    width = 2 * MARGIN + COLUMNS * PANEL + (COLUMNS - 1) * GAP
    height = top - GAP + MARGIN
    return "\n".join(
        [
            '<svg xmlns="http://www.w3.org/2000/svg"'
            f' viewBox="0 0 {width} {height}" width="{width}" height="{height}">',
            "<title>Drainboard beside other HTTP servers</title>",
            f"<style>{STYLE}</style>",
            f'<rect class="background" width="{width}" height="{height}" rx="6"/>',
            *panels,
            "</svg>\n",
        ]
    )
