# SPDX-FileCopyrightText: 2026 The Drainboard authors
# SPDX-License-Identifier: GPL-3.0-only
"""Shuts servers down that are far away from their clients, and shows what they lose of the requests that they had been
sent. tests/bench/distance builds what it takes, and starts this."""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from distancefigures import Figures, judgement
from distancetable import tables
from graceful import FIXED, OURS, Graceful
from machine import machine
from shutdowns import CLIENTS, KINDS, Case, Shutdowns

ROUND_TRIPS = (1, 40, 200)  # milliseconds
OF_FIXED = ("polling", "bursty")  # the kinds that are shut down with a fixed grace, too


def _arguments() -> argparse.Namespace:
    def words(text: str) -> list[str]:
        return text.split(",")

    parser = argparse.ArgumentParser(prog="tests/bench/distance", description=__doc__)
    parser.add_argument("--rounds", type=int, default=20, help="shutdowns of Drainboard in each case")
    parser.add_argument("--peer-rounds", type=int, default=3, help="and of each other server")
    parser.add_argument("--quick", action="store_true", help="two and one, of busy clients and pollers")
    parser.add_argument("--kinds", type=words, help=f"of clients: some of {','.join(KINDS)}")
    parser.add_argument("--round-trips", type=words, default=ROUND_TRIPS, help="in milliseconds: 1,40,200")
    parser.add_argument("--ours", action="store_true", help="no other server")
    parser.add_argument("--at-a-time", type=int, default=4, help="shutdowns, each over a line of its own")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--drainboard", type=Path, help="another build of it")
    parser.add_argument("--print-only", action="store_true", help="write no files, and draw nothing")
    parser.add_argument("--json", type=Path, default=Path("build/bench/distance.json"))
    parser.add_argument("--picture", type=Path, default=Path("build/bench/distance.svg"))
    parser.add_argument("--bin", type=Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument("--peers", type=Path, required=True, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.quick:
        options.rounds, options.peer_rounds = min(options.rounds, 2), 1
    options.kinds = options.kinds or (("busy", "polling") if options.quick else KINDS)
    options.round_trips = [int(value) for value in options.round_trips]
    if wrong := set(options.kinds) - set(KINDS):
        parser.error(f"no kind of clients: {', '.join(sorted(wrong))}")
    return options


def _cases(options: argparse.Namespace, names: list[str]) -> list[Case]:
    """In turn: what disturbs the machine for a while meets all of them."""
    cases = []
    for number in range(max(options.rounds, options.peer_rounds)):
        for kind in options.kinds:
            for round_trip in options.round_trips:
                for name in names:
                    is_wanted = name != FIXED or kind in OF_FIXED
                    if is_wanted and number < (options.rounds if name in (OURS, FIXED) else options.peer_rounds):
                        cases.append(Case(kind, round_trip, name, number))
    return cases


def _show(done: int, count: int) -> None:
    if sys.stderr.isatty():
        print(f"\r{done} of {count} shutdowns", end="\n" if done == count else "", file=sys.stderr, flush=True)


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)


def main() -> int:
    options = _arguments()
    can_be = subprocess.run([options.bin / "line", "--check"]).returncode
    if can_be != 0:
        return can_be
    graceful = Graceful(options.drainboard or options.bin / "drainboard", options.peers)
    names = [name for name in graceful.names if name in (OURS, FIXED) or not options.ours]
    cases = _cases(options, names)
    print(f"{len(cases)} shutdowns of servers with {CLIENTS} clients each", file=sys.stderr, flush=True)
    shutdowns = Shutdowns(options.bin, graceful, options.at_a_time, options.seed)
    results = shutdowns.run(cases, _show)
    if graceful.missing and not options.ours:
        shutdowns.notes.append(f"Not there, and left out: {', '.join(graceful.missing)}.")

    figures = Figures(results)
    shutdowns.notes += figures.bad_ends()
    versions = graceful.versions() | machine()
    bars = judgement(figures)
    print(tables(figures, bars))
    print("\n".join(["", ", ".join(f"{name} {version}" for name, version in versions.items()) + ".", *shutdowns.notes]))
    if not options.print_only:
        everything = {
            "date": time.strftime("%Y-%m-%d"),
            "versions": versions,
            "bars": [bar.as_json() for bar in bars],
            "notes": shutdowns.notes,
            "shutdowns": [shutdown.as_json() for shutdown in results],
        }
        _write(options.json, json.dumps(everything, indent=1, ensure_ascii=False) + "\n")
        from distancepicture import picture  # what only prints needs no plotting library

        _write(options.picture, picture(figures))
    return 0 if all(bar.is_met for bar in bars) else 1


if __name__ == "__main__":
    # The first process of a namespace ends at no signal by itself, and with it ends all that there is
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda number, _: os._exit(128 + number))
    try:
        sys.exit(main())
    except RuntimeError as problem:
        print(f"tests/bench/distance: {problem}", file=sys.stderr)
        sys.exit(2)
