# SPDX-FileCopyrightText: 2026 The Drainboard authors
# SPDX-License-Identifier: GPL-3.0-only
"""Tables in Markdown."""

from __future__ import annotations


def table(head: list[str], rows: list[list[str]]) -> list[str]:
    """As a table that can also be read as it is. Numbers stand at the right, behind the first column."""
    widths = [max(len(row[i]) for row in [head, *rows]) for i in range(len(head))]

    def line(row: list[str]) -> str:
        cells = [text.rjust(width) if i else text.ljust(width) for i, (text, width) in enumerate(zip(row, widths))]
        return f"| {' | '.join(cells)} |"

    rule = "|".join("-" * (width + 1) + ("-:"[i > 0]) for i, width in enumerate(widths))
    return [line(head), f"|{rule}|", *map(line, rows)]
