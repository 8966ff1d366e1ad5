# SPDX-FileCopyrightText: 2026 The Drainboard authors
# SPDX-License-Identifier: GPL-3.0-only
"""The results as a table of text."""

from __future__ import annotations

from typing import Any

HEADER = ("", "Drainboard", "", "theirs", "ratio", "bar", "")
LEFT = (0, 2, 5, 6)  # columns


def number(value: float | None) -> str:
    if value is None:
        return ""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.{1 if value >= 10 else 2}f}"


def _rows(figure: dict[str, Any]) -> list[tuple[str, ...]]:
    title = f"{figure['title']}, {figure['condition']}" + (f" ({figure['unit']})" if figure["unit"] else "")
    rows = []
    for comparison in figure["comparisons"]:
        met = comparison.get("met")
        rows.append(
            (
                "" if rows else title,
                "" if rows else number(figure["medians"]["Drainboard"]),
                comparison["against"],
                number(comparison["theirs"]),
                number(comparison["ratio"]),
                comparison.get("bar", ""),
                "" if met is None else "met" if met else "MISSED",
            )
        )
    return rows


def table(results: dict[str, Any]) -> str:
    groups = [[HEADER], *(_rows(figure) for figure in results["figures"])]
    widths = [max(len(row[i]) for group in groups for row in group) for i in range(len(HEADER))]

    def line(row: tuple[str, ...]) -> str:
        cells = [
            text.ljust(width) if column in LEFT else text.rjust(width)
            for column, (text, width) in enumerate(zip(row, widths))
        ]
        return "  ".join(cells).rstrip()

    rule = "─" * (sum(widths) + 2 * (len(widths) - 1))
    lines = []
    for group in groups:
        lines += [*map(line, group), rule]
    versions = ", ".join(f"{name} {version}" for name, version in results["versions"].items())
    lines += [f"Medians of {results['rounds']} rounds. {versions}.", *results["notes"]]
    return "\n".join(lines)
