# SPDX-FileCopyrightText: 2026 The Drainboard authors
# SPDX-License-Identifier: GPL-3.0-only
"""What the figures depend on, besides the servers."""

from __future__ import annotations

import json
import os
import platform
import re
import resource
import subprocess
from pathlib import Path


def _said(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def machine() -> dict[str, str]:
    return {
        "kernel": platform.release(),
        "CPU": re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text())[1],
        "cores": str(os.cpu_count()),
    }


def versions(peers: Path) -> dict[str, str]:
    express = json.loads((peers / "express/node_modules/express/package.json").read_text())
    return {
        "Qt": _said("qtpaths6", "--query", "QT_VERSION"),
        "Go": _said("go", "env", "GOVERSION").removeprefix("go"),
        "Node": _said("node", "--version").removeprefix("v"),
        "Express": express["version"],
    } | machine()


def raise_descriptor_limit(needed: int) -> None:
    """For this process and its children. Raises where the system does not allow as many as are needed."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard < needed:
        raise RuntimeError(f"{needed} descriptors are needed, and the limit (ulimit -Hn) is {hard}")
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
