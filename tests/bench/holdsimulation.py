#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Drainboard authors
# SPDX-License-Identifier: GPL-3.0-only
"""Simulates shutdowns over a distance: what is lost by each rule of when to close an idle connection.

A FIN needs half a round trip, and what the client sent until then needs as long to come: an idle connection that is
closed at F loses the request that arrives in (F, F + round trip]. One that arrives before F is served, and told close.
Needs Debian's python3-numpy.
"""

from __future__ import annotations

import argparse
import sys

try:
    import numpy as np
except ImportError:
    sys.exit("tests/bench/holdsimulation.py: install python3-numpy, and start it with Debian's /usr/bin/python3")

from holdclients import CLIENTS, LONG_AGO, Idle, idle, new
from holdrules import BOUND, RULES, Array

TOGETHER = 64  # connections of one shutdown
SEED = 1
COLUMN = 22


def best_known(of: Idle, others: Idle) -> Array:
    """By whoever has seen many such clients, and counts a second of hold as one lost request in a thousand."""
    gaps = np.sort(others.since + others.remaining)
    share = np.cumsum(1 / gaps)  # undoes that long gaps are met more often
    share /= share[-1]

    def until(time: Array) -> Array:
        return np.interp(time, gaps, share, left=0, right=1)

    left = np.maximum(1 - until(of.since), 1e-9)
    least, hold = np.full(len(of.since), np.inf), np.zeros(len(of.since))
    for wait in np.linspace(0, BOUND, 41):
        end = of.since + wait
        cost = (until(end + 1.1 * of.rtt) - until(end)) / left + 1e-3 * wait
        hold = np.where(cost < least - 1e-9, wait, hold)
        least = np.minimum(least, cost)
    return hold


def judge(of: Idle, hold: Array) -> str:
    lost = (of.remaining > hold) & (of.remaining <= hold + of.true_rtt)
    held = np.minimum(hold, of.remaining)
    shutdowns = held[: len(held) // TOGETHER * TOGETHER].reshape(-1, TOGETHER)
    idle_share = 1 - of.busy
    lost_share, mean, last = 100 * lost.mean() * idle_share, held.mean() * idle_share, np.median(shutdowns.max(axis=1))
    return f"{lost_share:9.3f} {mean:4.2f} {last:4.2f}"


def rows(rtt: float, known: int, samples: int) -> None:
    def report(name: str, of: Idle, others: Idle) -> None:
        holds = [rule(of) for rule in RULES.values()] + [best_known(of, others)]
        print(f"{name:{COLUMN}}" + "".join(f"{judge(of, hold):>{COLUMN}}" for hold in holds))

    for name, thinks in CLIENTS.items():
        report(name, *(idle(thinks, known, rtt, np.random.default_rng(SEED + n), samples) for n in (0, 1)))
    if not known:
        report("new, no request yet", *(new(rtt, np.random.default_rng(SEED + n), samples) for n in (0, 1)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--samples", type=int, default=40_000, help="connections for each figure")
    parser.add_argument("--rtt", type=float, nargs="+", default=[1, 40, 200], help="milliseconds")
    parser.add_argument("--known", type=int, nargs="+", default=[0, 1, 2, LONG_AGO], help="gaps known of each")
    options = parser.parse_args()

    print("Lost, in % of all connections | mean hold, s | until the last of 64 is done, s (median)")
    for rtt in options.rtt:
        for known in options.known:
            print(f"\n{f'{rtt:g} ms, {known} gaps known':{COLUMN}}", end="")
            print("".join(f"{name:>{COLUMN}}" for name in [*RULES, "(knows them)"]))
            rows(rtt / 1000, known, options.samples)


if __name__ == "__main__":
    main()
