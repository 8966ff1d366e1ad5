# SPDX-FileCopyrightText: 2026 The Drainboard authors
# SPDX-License-Identifier: GPL-3.0-only
"""What the figures depend on, besides the servers; and what is free on it."""

from __future__ import annotations

import json
import os
import platform
import re
import resource
import socket
import subprocess
from pathlib import Path


def free_port() -> int:
    """One of 127.0.0.1 on which nobody listens now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def version_of(*command: str) -> str:
    """The first number with a dot that the command says."""
    said = subprocess.run(command, check=True, capture_output=True, text=True)
    return re.search(r"\d+(\.\d+)+", said.stdout + said.stderr)[0]


def machine() -> dict[str, str]:
    return {
        "kernel": platform.release(),
        "CPU": re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text())[1],
        "cores": str(os.cpu_count()),
    }


def versions(peers: Path) -> dict[str, str]:
    express = json.loads((peers / "express/node_modules/express/package.json").read_text())
    return {
        "Qt": version_of("qtpaths6", "--query", "QT_VERSION"),
        "Go": version_of("go", "env", "GOVERSION"),
        "Node": version_of("node", "--version"),
        "Express": express["version"],
    } | machine()


def raise_descriptor_limit(needed: int) -> None:
    """For this process and its children. Raises where the system does not allow as many as are needed."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard < needed:
        raise RuntimeError(f"{needed} descriptors are needed, and the limit (ulimit -Hn) is {hard}")
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
