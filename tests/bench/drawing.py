# SPDX-FileCopyrightText: 2026 The Drainboard authors
# SPDX-License-Identifier: GPL-3.0-only
"""What the pictures of the measurements have in common: panels of horizontal bars on white, which a page may be light
or dark around. No colour is needed: each bar has its name and its number."""

from __future__ import annotations

import io
from dataclasses import dataclass

import matplotlib

matplotlib.use("svg")

from matplotlib.axes import Axes
from matplotlib.figure import Figure

INK = "#1f2328"
SOFT = "#59636e"
COLUMNS = 3
# Points
MARGIN = 20
PANEL = 300  # width, with the names and the room for numbers
GAP = 24
HEAD = 46  # of a panel, above its bars
ROW = 20
NUMBERS = 50  # room at the right

matplotlib.rcParams.update(
    {
        "font.family": "DejaVu Sans",
        "font.size": 11,
        "text.color": INK,
        "svg.fonttype": "path",  # whoever sees it need not have the font
        "svg.hashsalt": "drainboard",  # the same figures make the same file
    }
)


@dataclass(frozen=True)
class Bar:
    name: str
    value: float
    text: str
    is_ours: bool = False
    is_hollow: bool = False


@dataclass(frozen=True)
class Panel:
    title: str
    about: str
    bars: list[Bar]
    longest: float | None = None  # what a whole bar stands for; else what the bars ask for


def _longest(values: list[float]) -> float:
    """The largest value, or less where that would dwarf all others."""
    *_, second, largest = sorted([0.0, *values])
    return (largest if largest < 3 * second or second == 0 else 1.3 * second) or 1.0


def _draw(axes: Axes, panel: Panel, names: int) -> None:
    room = PANEL - names - NUMBERS
    longest = panel.longest or _longest([bar.value for bar in panel.bars])
    for row, bar in enumerate(panel.bars):
        y = HEAD + (row + 0.5) * ROW
        width = max(1.0 if bar.value > 0 else 0.0, room * min(1.0, bar.value / longest))
        weight = "bold" if bar.is_ours else "normal"
        colour = INK if bar.is_ours else SOFT
        look = {"color": "#0072b2" if bar.is_ours else "#a5afb9"}
        if bar.is_hollow:
            look = {"facecolor": "none", "edgecolor": SOFT, "linestyle": "--"}
        axes.barh(y, width, 12, left=names, **look)
        if bar.value > longest:  # seen to be cut
            cut = names + width - 14
            axes.fill([cut, cut + 5, cut + 9, cut + 4], [y + 7, y - 7, y - 7, y + 7], color="white")
        axes.text(0, y, bar.name, va="center_baseline", weight=weight, color=colour)
        axes.text(names + width + 6, y, bar.text, va="center_baseline", weight=weight, color=colour)
    axes.text(0, 8, panel.title, va="center_baseline", weight="bold")
    axes.text(0, 26, panel.about, va="center_baseline", color=SOFT)


def drawn(title: str, panels: list[Panel], names: int) -> str:
    """An SVG, of which the title is for those who do not see it. The names take so many points."""
    lines = [panels[i : i + COLUMNS] for i in range(0, len(panels), COLUMNS)]
    heights = [HEAD + ROW * max(len(panel.bars) for panel in line) for line in lines]
    width = 2 * MARGIN + COLUMNS * PANEL + (COLUMNS - 1) * GAP
    height = 2 * MARGIN + sum(heights) + GAP * (len(lines) - 1)
    figure = Figure(figsize=(width / 72, height / 72), facecolor="white")
    bottom = height - MARGIN
    for line, part in zip(lines, heights):
        bottom -= part
        for column, panel in enumerate(line):
            left = MARGIN + column * (PANEL + GAP)
            axes = figure.add_axes((left / width, bottom / height, PANEL / width, part / height))
            axes.set(xlim=(0, PANEL), ylim=(part, 0))
            axes.axis("off")
            _draw(axes, panel, names)
        bottom -= GAP
    text = io.StringIO()
    figure.savefig(text, format="svg", metadata={"Date": None, "Creator": None, "Title": title})
    return text.getvalue()
