# SPDX-FileCopyrightText: 2026 The Drainboard authors
# SPDX-License-Identifier: GPL-3.0-only
"""Whether the tap alters anything: random traffic through the program."""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
from pathlib import Path

from machine import free_port
from server import Command, Server, with_us

LARGEST = 64 << 20  # bytes of one direction of a connection


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--drainboard", type=Path, required=True)
    parser.add_argument("--randomtraffic", type=Path, required=True)
    parser.add_argument("--gigabytes", type=float, default=10)
    parser.add_argument("--latency", default="0ms")
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 30))
    options = parser.parse_args()

    behind = free_port()
    tap = [str(options.drainboard), "--headless", "--port", "0", "--tap", str(behind), "--latency", options.latency]
    print(f"seed {options.seed}", flush=True)
    with Server(Command(tap)) as server:
        numbers = [behind, server.port, int(options.gigabytes * 1e9), LARGEST, options.seed]
        return subprocess.run(with_us([str(options.randomtraffic), *map(str, numbers)])).returncode


if __name__ == "__main__":
    sys.exit(main())
