# SPDX-FileCopyrightText: 2026 The Drainboard authors
# SPDX-License-Identifier: GPL-3.0-only
"""HAProxy with two servers behind it."""

from __future__ import annotations

import csv
import io
import time
from pathlib import Path

from machine import free_port
from server import Command, SilentServer

ADDRESS = "127.0.0.1"
PATIENCE = 30  # seconds

# Connections to the servers are kept and shared, as they are in earnest
CONFIGURATION = """
global
    stats socket {folder}/stats.sock
defaults
    mode http
    timeout connect 2s
    timeout client 30s
    timeout server 30s
    http-reuse always
    option redispatch
    retries 3
frontend all
    bind {address}:{port}
    default_backend servers
backend servers
    {check}
    default-server check inter 100ms fall 2 rise 1
    server first {address}:{first}
    server second {address}:{second}
"""
CHECK_READINESS = "option httpchk GET /readyz"


class Balancer(SilentServer):
    """Its servers listen on ports; it asks for their readiness, or only connects. A context."""

    NAMES = ("first", "second")

    def __init__(self, folder: Path, ports: tuple[int, int], checks_readiness: bool) -> None:
        self._stats = folder / "stats.sock"
        port = free_port()
        file = folder / "haproxy.cfg"
        file.write_text(
            CONFIGURATION.format(
                folder=folder,
                address=ADDRESS,
                port=port,
                check=CHECK_READINESS if checks_readiness else "",
                first=ports[0],
                second=ports[1],
            )
        )
        super().__init__(Command(["/usr/sbin/haproxy", "-q", "-db", "-f", str(file)]), ADDRESS, port)

    def await_both(self) -> None:
        """Until it sends requests to both."""
        deadline = time.monotonic() + PATIENCE
        while any(self._row(name)["status"] != "UP" for name in self.NAMES):
            if time.monotonic() > deadline:
                raise RuntimeError("HAProxy does not find both servers")
            time.sleep(0.02)

    def counts(self) -> dict[str, int]:
        """What it has done so far to answer all requests."""
        columns = {
            "connections failed": "econ",
            "responses failed": "eresp",
            "retries": "wretr",
            "redispatches": "wredis",
            "answers 5xx": "hrsp_5xx",
        }
        row = self._row("BACKEND")
        return {title: int(row[column]) for title, column in columns.items()}

    def _row(self, name: str) -> dict[str, str]:
        with socket.socket(socket.AF_UNIX) as asked:
            asked.connect(str(self._stats))
            asked.sendall(b"show stat\n")
            text = b"".join(iter(lambda: asked.recv(65536), b"")).decode()
        rows = csv.DictReader(io.StringIO(text.removeprefix("# ")))
        return next(row for row in rows if row["pxname"] == "servers" and row["svname"] == name)
