# SPDX-FileCopyrightText: 2026 The Drainboard authors
# SPDX-License-Identifier: GPL-3.0-only
"""Measures Drainboard and other HTTP servers side by side, in rounds. tests/bench/run builds them, and starts this."""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

from clients import CLIENTS
from comparison import RATE, Comparison
from figures import figures
from machine import raise_descriptor_limit, versions
from picture import picture
from table import table


def main() -> int:
    parser = argparse.ArgumentParser(prog="tests/bench/run", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=3, help="of each measurement; of the main figure, one")
    parser.add_argument("--idle", type=int, default=9000, help="connections")
    parser.add_argument("--quick", action="store_true", help="one round, one second each")
    parser.add_argument("--json", type=Path, default=Path("build/bench/results.json"))
    parser.add_argument("--picture", type=Path, default=Path("build/bench/results.svg"))
    parser.add_argument("--bin", type=Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument("--peers", type=Path, required=True, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.quick:
        options.rounds = options.seconds = 1

    try:
        raise_descriptor_limit(options.idle + CLIENTS + 100)
        comparison = Comparison(options.bin, options.peers, options.idle, options.seconds)
        for _ in range(options.rounds):
            comparison.round()
    except RuntimeError as problem:
        print(f"tests/bench/run: {problem}", file=sys.stderr)
        return 2
    results = {
        "date": time.strftime("%Y-%m-%d"),
        "rounds": options.rounds,
        "versions": versions(options.peers),
        "figures": [figure.judge(comparison.samples) for figure in figures(options.idle, RATE)],
        "cores": comparison.cores(),
        "notes": comparison.notes(),
    }
    print(table(results))
    for file, text in (
        (options.json, json.dumps(results, indent=2, ensure_ascii=False) + "\n"),
        (options.picture, picture(results)),
    ):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
