# SPDX-FileCopyrightText: 2026 The Drainboard authors
# SPDX-License-Identifier: GPL-3.0-only
"""Clients of a server, as it sees them at the moment of a shutdown: gaps between a response and the next request."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from heapq import heappop, heappush

import numpy as np

Array = np.ndarray
Random = np.random.Generator
# Thinks: (random, connections, gaps each, steady) -> the client's pauses in seconds, without any round trip
Thinks = Callable[[Random, int, int, bool], Array]

SERVICE = 0.003  # a request takes so long at most
LONG_AGO = 24  # so many gaps are known of a connection that is not young


@dataclass
class Idle:
    """Idle connections at the moment of a shutdown: one row each. Times are seconds."""

    gaps: Array  # all that the server has seen, the latest last
    since: Array  # how long it has been idle
    remaining: Array  # until its next request arrives
    rtt: Array  # what the server believes of the round trip
    true_rtt: Array  # what the FIN will meet
    busy: float  # the share of connections that had a request in progress, which are told close safely


def exponential(mean: float, least: float = 0) -> Thinks:
    return lambda random, n, k, _: least + random.exponential(mean, (n, k))


def uniform(low: float, high: float) -> Thinks:
    return lambda random, n, k, _: random.uniform(low, high, (n, k))


def periodic(period: float, jitter: float) -> Thinks:
    return uniform(period * (1 - jitter), period * (1 + jitter))


def bursts(within: tuple[float, float], quiet: Callable[[Random, int, int], Array]) -> Thinks:
    """3 to 10 requests, then a quiet time. A steady connection is anywhere in its bursts, a young one at the start."""

    def thinks(random: Random, n: int, k: int, steady: bool) -> Array:
        total = k + 20
        pauses = random.uniform(*within, (n, total))
        long = quiet(random, n, total)
        left = random.integers(2, 10, n)
        for column in range(total):
            ends = left == 0
            pauses[ends, column] = long[ends, column]
            left = np.where(ends, random.integers(2, 10, n), left - 1)
        start = random.integers(0, 21, n) if steady else np.zeros(n, int)
        return pauses[np.arange(n)[:, None], start[:, None] + np.arange(k)]

    return thinks


def some_quiet(random: Random, n: int, k: int) -> Array:
    return random.exponential(1, (n, k)) * random.uniform(0.5, 3, (n, 1))


def least_quiet(random: Random, n: int, k: int) -> Array:
    return 0.5 + random.exponential(1, (n, k))


def reading(random: Random, n: int, k: int) -> Array:
    return 1 + random.exponential(20, (n, k))


def changing(before: Thinks, after: Thinks) -> Thinks:
    """The client changes its habit once, at one of its latest ten gaps."""

    def thinks(random: Random, n: int, k: int, steady: bool) -> Array:
        first, second = before(random, n, k, steady), after(random, n, k, steady)
        change = k - 1 - random.integers(0, min(10, k), n)
        return np.where(np.arange(k) < change[:, None], first, second)

    return thinks


def pool(mean: float, connections: int = 64) -> Thinks:
    """A balancer's pool: the connection that came back last is used first, so some are hardly ever used."""

    def thinks(random: Random, n: int, k: int, _: bool) -> Array:
        now, events, free = 0.0, [], list(range(connections))
        ended = [0.0] * connections
        seen: list[list[float]] = [[] for _ in range(connections)]
        rows: list[list[float]] = []
        for pause in random.exponential(mean, min(40 * n, 400_000)):
            now += pause
            while events and events[0][0] <= now:
                end, connection = heappop(events)
                ended[connection] = end
                free.append(connection)
            if not free:
                continue
            connection = free.pop()
            gaps = seen[connection]
            gaps.append(now - ended[connection])
            if len(gaps) >= k:
                rows.append(gaps[-k:])
            heappush(events, (now + random.exponential(20 * mean), connection))
        return np.array(rows)[random.integers(0, len(rows), n)] if len(rows) > n else np.array(rows)

    return thinks


CLIENTS: dict[str, Thinks] = {
    "exponential 20 ms": exponential(0.020),
    "exponential 100 ms": exponential(0.100),
    "exponential 500 ms": exponential(0.500),
    "exponential 2 s": exponential(2),
    "exponential 5 s": exponential(5),
    "uniform 0-40 ms": uniform(0, 0.040),
    "uniform 0-200 ms": uniform(0, 0.200),
    "uniform 0-1 s": uniform(0, 1),
    "no pause": uniform(0, 0.0005),
    "poll 250 ms, 1 %": periodic(0.250, 0.01),
    "poll 1 s, 1 %": periodic(1, 0.01),
    "poll 1 s, 5 %": periodic(1, 0.05),
    "poll 1 s, 10 %": periodic(1, 0.1),
    "poll 10 s, 1 %": periodic(10, 0.01),
    "poll 10 s, 5 %": periodic(10, 0.05),
    "bursts, 0.5-3 s": bursts((0.010, 0.030), some_quiet),
    "bursts, 0.5 s + 1 s": bursts((0.010, 0.030), least_quiet),
    "browser": bursts((0, 0.100), reading),
    "busy, then polls": changing(uniform(0, 0.040), periodic(1, 0.02)),
    "busy, then seldom": changing(uniform(0, 0.040), exponential(0.5)),
    "busy, then stops": changing(uniform(0, 0.040), lambda _, n, k, __: np.full((n, k), 60.0)),
    "polls, then busy": changing(periodic(1, 0.02), uniform(0, 0.040)),
    "pool, 1 each 5 ms": pool(0.005),
    "pool, 1 each 100 ms": pool(0.100),
}


def first_pauses(random: Random, n: int) -> Array:
    """Of new connections, until the first request: most send at once, some open ahead, some only look."""
    kind = random.random(n)
    pauses = random.uniform(0, 0.005, n)
    pauses = np.where(kind > 0.6, random.exponential(1, n), pauses)
    pauses = np.where(kind > 0.75, random.exponential(5, n), pauses)
    return np.where(kind > 0.9, 60.0, pauses)


def idle(thinks: Thinks, known: int, rtt: float, random: Random, samples: int) -> Idle:
    """Connections with `known` gaps, at a moment of their next one that is chosen by chance."""
    steady = known >= LONG_AGO
    pauses = thinks(random, samples // 4, known + 1, steady)
    rows = len(pauses)
    trips = rtt * random.uniform(0.9, 1.1, pauses.shape)
    gaps = pauses + trips
    last = gaps[:, -1]
    # A long gap is met more often than a short one, by its length.
    chosen = random.choice(rows, samples, p=last / last.sum())
    return moments(gaps[chosen, :-1], last[chosen], float(last.mean()), rtt, random)


def new(rtt: float, random: Random, samples: int) -> Idle:
    last = first_pauses(random, samples // 4) + 0.02 * rtt
    chosen = random.choice(len(last), samples, p=last / last.sum())
    return moments(np.empty((samples, 0)), last[chosen], float(last.mean()), rtt, random)


def moments(gaps: Array, last: Array, mean: float, rtt: float, random: Random) -> Idle:
    samples = len(last)
    since = last * random.random(samples)
    return Idle(
        gaps=gaps,
        since=since,
        remaining=last - since,
        rtt=rtt * random.uniform(0.95, 1.05, samples),
        true_rtt=rtt * random.uniform(0.9, 1.1, samples),
        busy=(SERVICE / 2) / (mean + SERVICE / 2),
    )
