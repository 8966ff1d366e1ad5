# SPDX-FileCopyrightText: 2026 The Drainboard authors
# SPDX-License-Identifier: GPL-3.0-only
"""Servers that are shut down over a distance, each by its own documented graceful way, with its defaults. All answer at
once, with a small fixed response."""

from __future__ import annotations

import shutil
import signal
from pathlib import Path

from line import PORT, SERVER_ADDRESS
from machine import version_of
from nginx import PROGRAM, nginx
from server import Command

OURS = "Drainboard"
FIXED = "Drainboard `--idle-grace 1s`"
GO = "Go `Shutdown`"
TERMINATOR = "http-terminator"
NGINX = "nginx `quit`"
HAPROXY = "HAProxy soft stop"
NAMES = [OURS, FIXED, GO, TERMINATOR, NGINX, HAPROXY]
REPORT = "report.json"  # of ours

NGINX_DIRECTIVES = """
keepalive_requests 1000000;
default_type application/json;
location / { return 200 '{"ping":true}'; }
"""

HAPROXY_CONFIGURATION = """
defaults
    mode http
    timeout client 50s
frontend all
    bind {address}:{port}
    http-request return status 200 content-type application/json string '{{"ping":true}}'
"""


def _written(file: Path, text: str) -> str:
    file.write_text(text.format(address=SERVER_ADDRESS, port=PORT))
    return str(file)


class Graceful:
    """What there is of them on this machine, and how they are started."""

    def __init__(self, drainboard: Path, peers: Path) -> None:
        self._programs = {
            OURS: drainboard,
            FIXED: drainboard,
            GO: peers / "go",
            TERMINATOR: peers / "node" / "server.js",
            NGINX: Path(PROGRAM),
            HAPROXY: Path(shutil.which("haproxy", path="/usr/sbin:/usr/bin") or "/usr/sbin/haproxy"),
        }
        if not drainboard.exists():
            raise RuntimeError(f"there is no {drainboard}")
        self.names = [name for name, program in self._programs.items() if program.exists()]
        self.missing = [name for name in self._programs if name not in self.names]

    def command(self, name: str, folder: Path) -> Command:
        """The folder is an empty one, for its files."""
        program = str(self._programs[name])
        listen = [SERVER_ADDRESS, str(PORT)]
        if name in (OURS, FIXED):
            options = ["--headless", "--host", SERVER_ADDRESS, "--port", str(PORT), "--threads", "1", "--lab"]
            grace = ["--idle-grace", "1s"] if name == FIXED else []
            return Command([program, *options, *grace, "--report", str(folder / REPORT)])
        if name == GO:
            return Command([program, ":".join(listen)], {"GOMAXPROCS": "1"})
        if name == TERMINATOR:
            return Command(["node", program, *listen])
        if name == NGINX:
            return nginx(folder, SERVER_ADDRESS, PORT, NGINX_DIRECTIVES)
        file = _written(folder / "haproxy.cfg", HAPROXY_CONFIGURATION)
        return Command([program, "-q", "-db", "-f", file], stop=signal.SIGUSR1)

    def versions(self) -> dict[str, str]:
        ways = {
            GO: ("Go", ["go", "env", "GOVERSION"]),
            TERMINATOR: ("Node", ["node", "--version"]),
            NGINX: ("nginx", [str(self._programs[NGINX]), "-v"]),
            HAPROXY: ("HAProxy", [str(self._programs[HAPROXY]), "-v"]),
        }
        return {title: version_of(*words) for name, (title, words) in ways.items() if name in self.names}
