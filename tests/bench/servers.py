# SPDX-FileCopyrightText: 2026 The Drainboard authors
# SPDX-License-Identifier: GPL-3.0-only
"""What servers lose when they are told to stop: the verdict of `drainboard check` on each, as a table."""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import tempfile
from pathlib import Path

import checkedservers
from machine import free_port
from markdown import table

FROM_NPM = {
    "express": "Express, `server.close()`",
    "terminator": "http-terminator",
    "stoppable": "stoppable",
}
FORCE_AFTER = "12s"  # longer than the ten seconds of the last resort that many have


def checked(arguments: argparse.Namespace, command: list[str], port: int, stop: str, folder: Path) -> dict:
    """What the check has found, as JSON."""
    report = folder / "check.json"
    check = [arguments.programs / "drainboard", "check", "--tap", str(port), "--stop-signal", stop, "--force-after",
             FORCE_AFTER, "--shutdowns", str(arguments.shutdowns), "--report", report, "--", *command]
    subprocess.run(check, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return json.loads(report.read_text())


def row(title: str, found: dict) -> list[str]:
    shutdowns = found["shutdowns"]
    if not shutdowns:
        raise RuntimeError(f"{title}: {found['problem']}")
    clients = [kind for shutdown in shutdowns for kind in shutdown["clients"].values()]
    seconds = [shutdown["report"]["durationMs"] / 1000 for shutdown in shutdowns]
    killed = sum(shutdown["report"]["server"]["killed"] for shutdown in shutdowns)
    return [
        title,
        f"{sum(kind['requests'] for kind in clients) / len(shutdowns):.0f}",
        f"{found['lost'] / len(shutdowns):.1f}" if found["lost"] else "**0**",
        f"{statistics.median(seconds):.1f} s" + (f", killed {killed} of {len(shutdowns)}" if killed else ""),
    ]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--programs", type=Path, required=True)
    parser.add_argument("--peers", type=Path, required=True)
    parser.add_argument("--shutdowns", type=int, default=5)
    parser.add_argument("names", nargs="*")
    arguments = parser.parse_args()

    rows = []
    for server in checkedservers.SERVERS:
        if server.missing() or (arguments.names and server.name not in arguments.names):
            continue
        with tempfile.TemporaryDirectory() as name:
            port = free_port()
            command = checkedservers.command(server, port, Path(name), arguments.programs.resolve())
            rows.append(row(server.title, checked(arguments, command, port, server.signal, Path(name))))
    for server, title in FROM_NPM.items():
        if arguments.names and server not in arguments.names:
            continue
        with tempfile.TemporaryDirectory() as name:
            port = free_port()
            command = ["node", str(arguments.peers / f"{server}.js"), str(port)]
            rows.append(row(title, checked(arguments, command, port, "SIGTERM", Path(name))))
    print("\n".join(table(["server", "requests", "lost for each shutdown", "median until it was gone"], rows)))


if __name__ == "__main__":
    main()
