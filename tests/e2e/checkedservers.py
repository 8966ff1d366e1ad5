# SPDX-FileCopyrightText: 2026 The Drainboard authors
# SPDX-License-Identifier: GPL-3.0-only
"""Servers that nobody here wrote, or wrote otherwise than their documentation shows, and how each is told to stop."""

from __future__ import annotations

import dataclasses
import shutil
import subprocess
import sys
from pathlib import Path

from nginx import nginx

FOLDER = Path(__file__).resolve().parent / "servers"

NGINX_DIRECTIVES = """
keepalive_requests 1000000;
location / { return 200 '{"ping":true}'; }
"""


@dataclasses.dataclass(frozen=True)
class Checked:
    name: str
    title: str  # for a table
    needs: str | None  # the program that must be there
    verdicts: frozenset[int]  # the exit codes of the check that are true of it
    signal: str = "SIGTERM"
    force_after: str = "4s"

    def missing(self) -> bool:
        return self.needs is not None and _program(self.needs) is None


def _program(name: str) -> str | None:
    return shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/bin")


SERVERS = [
    Checked("question", "Node, `server.close()`: the question", "node", frozenset({1, 3})),
    Checked("answer", "Node, `end()`, then `destroy()`: the answer", "node", frozenset({3})),
    Checked("closeidle", "Node, `closeIdleConnections()`", "node", frozenset({1, 3})),
    # For Go, a connection without a request is busy for 5 s.
    Checked("go", "Go, `Shutdown`", "go", frozenset({0, 3}), force_after="12s"),
    Checked("nginx", "nginx, `quit`", "nginx", frozenset({0, 1, 3}), signal="SIGQUIT"),
    Checked("python", "Python, `http.server`", None, frozenset({3})),
    Checked("qhttpserver", "plain `QHttpServer`", None, frozenset({3})),
    Checked("drainboard", "Drainboard", None, frozenset({0})),
]


def command(server: Checked, port: int, folder: Path, programs: Path) -> list[str]:
    """How it is started. Its files go to the folder; programs is where the build has put ours."""
    match server.name:
        case "question" | "answer" | "closeidle":
            return ["node", str(FOLDER / f"{server.name}.js"), str(port)]
        case "go":
            program = folder / "goshutdown"
            subprocess.run([_program("go"), "build", "-buildvcs=false", "-o", program], cwd=FOLDER / "goshutdown",
                           check=True)
            return [str(program), str(port)]
        case "nginx":
            return nginx(folder, "127.0.0.1", port, NGINX_DIRECTIVES).words
        case "python":
            return [sys.executable, "-m", "http.server", "--bind", "127.0.0.1", "--directory", str(folder), str(port)]
        case "qhttpserver":
            return [str(programs / "plainserver"), str(port)]
        case "drainboard":
            return [str(programs / "drainboard"), "--headless", "--port", str(port)]
    raise ValueError(server.name)
