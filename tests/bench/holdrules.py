# SPDX-FileCopyrightText: 2026 The Drainboard authors
# SPDX-License-Identifier: GPL-3.0-only
"""Rules for when to close an idle connection. A rule says how long to hold each from now, in seconds."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from holdclients import Array, Idle

BOUND = 1.0  # nothing is held longer


def at_once(idle: Idle) -> Array:
    return np.zeros(len(idle.since))


def one_second(idle: Idle) -> Array:
    return np.full(len(idle.since), BOUND)


def four_trips(idle: Idle) -> Array:
    return np.minimum(4 * idle.rtt + 0.2, BOUND)


def deviations(idle: Idle) -> Array:
    """The gap's mean, more or less four deviations, both smoothed as TCP does for its time-outs (RFC 6298)."""
    if not idle.gaps.shape[1]:
        return one_second(idle)
    mean = idle.gaps[:, 0]
    deviation = mean / 2
    for gap in idle.gaps.T[1:]:
        deviation = deviation + (np.abs(gap - mean) - deviation) / 4
        mean = mean + (gap - mean) / 8
    high = np.maximum(np.maximum(mean + 4 * deviation, 3 * idle.rtt), 0.1)
    early = idle.since + 2 * idle.rtt < mean - 4 * deviation
    return np.where(early, 0, np.clip(high - idle.since, 0, BOUND))


LATEST = 3  # gaps that are kept of each connection
PERIOD = 0.5  # a client that comes back sooner is simply waited for
QUIET = 5.0  # a client that has been silent for longer is not
ALIKE = 1 / 4  # so much may the gaps of a regular client differ
LEAST_SPREAD = 1 / 16  # so exactly is its next gap known at best
SLACK = 0.010
SETTLE = 0.1  # a client that has just changed its habit comes back at once
LITTLE = 1.25  # so long is one waited for of which little is known
PAUSE = 0.25  # a gap from this on is no part of a burst
PAUSES = 3  # so many have to be known
LONGER = 8  # and each has to be so many times as long as any gap within a burst
SURE = 3 / 4  # of the shortest pause, in which no request is to be expected
FAR = 0.3  # over such a round trip full seconds cannot be kept clear of


def latest_gaps(idle: Idle) -> Array:
    """Drainboard's: regular clients are closed between two of their requests, bursty ones in a pause, others held until
    the bound."""
    kept = np.round(idle.gaps[:, -LATEST:], 3)
    count = kept.shape[1]
    if not count:
        return _little_known(idle)
    low, high = kept.min(axis=1), kept.max(axis=1)
    irregular = _in_a_pause(idle, low, np.where(idle.since > QUIET, 0, BOUND))
    if count == 1:
        return np.where(low >= PERIOD, _little_known(idle), irregular)
    regular = (high - low <= low * ALIKE) & (low >= np.maximum(PERIOD, 3 * idle.rtt))
    return np.where(regular, _regular(idle, low, high), irregular)


def _in_a_pause(idle: Idle, low: Array, otherwise: Array) -> Array:
    """Clients that come in bursts are closed between the end of one and the shortest of their pauses."""
    gaps = np.round(idle.gaps, 3)
    is_pause = gaps >= PAUSE
    within = np.where(is_pause, 0, gaps).max(axis=1)
    pause = np.where(is_pause, gaps, np.inf).min(axis=1)
    are_bursts = (is_pause.sum(axis=1) >= PAUSES) & (pause >= LONGER * within) & (low < PAUSE)
    soon = np.maximum(np.maximum(2 * within + SETTLE, 1.5 * idle.rtt) - idle.since, 0)
    is_sure = idle.since + soon < SURE * pause - 1.5 * idle.rtt - SLACK
    return np.where(are_bursts & is_sure, np.minimum(soon, BOUND), otherwise)


def _little_known(idle: Idle) -> Array:
    """People set pauses in full seconds: close before the first of them, or after it."""
    around = 0.1 + idle.rtt
    bound = idle.since + BOUND
    until = np.minimum(np.maximum(LITTLE, 1 + around), bound)
    near = (idle.rtt <= FAR) & (np.abs(bound - 1) < around)
    return np.maximum(np.where(near, 1 - around, until) - idle.since, 0)


def _regular(idle: Idle, low: Array, high: Array) -> Array:
    spread = np.maximum(high - low, low * LEAST_SPREAD)
    due_from = low - spread - 1.5 * idle.rtt - SLACK
    due_to = high + spread + 0.5 * idle.rtt + SLACK
    soon = np.maximum(np.maximum(SETTLE, 1.5 * idle.rtt) - idle.since, 0)
    # Where the due time ends after the bound: now or the bound, whichever is farther from it.
    farther = np.where(idle.since + BOUND - high > low - idle.since, BOUND, soon)
    in_time = due_to - idle.since <= BOUND
    late = np.where(in_time, due_to - idle.since, farther)
    return np.where(idle.since > due_to, 0, np.where(idle.since + soon < due_from, soon, late))


RULES: dict[str, Callable[[Idle], Array]] = {
    "at once": at_once,
    "4 RTT + 200 ms": four_trips,
    "fixed second": one_second,
    "4 deviations": deviations,
    "latest gaps": latest_gaps,
}
