# SPDX-FileCopyrightText: 2026 The Drainboard authors
# SPDX-License-Identifier: GPL-3.0-only
"""A line with latency between two network namespaces, and a server at the far end of it."""

from __future__ import annotations

import subprocess
from pathlib import Path

from server import Command, SilentServer, with_us

SERVER_ADDRESS = "192.0.2.1"
PORT = 8080


class Line:
    """One that has this round trip. A context: line and namespaces do not outlive it."""

    def __init__(self, program: Path, round_trip_ms: int) -> None:
        self._process = subprocess.Popen(
            with_us([str(program), str(round_trip_ms * 1000)]), stdout=subprocess.PIPE, text=True
        )
        said = self._process.stdout.readline().split()
        if len(said) != 2:
            self.__exit__()
            raise RuntimeError("there is no line")
        self._server, self._client = (f"/proc/{self._process.pid}/fd/{descriptor}" for descriptor in said)

    def __enter__(self) -> Line:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.communicate()

    def at_server(self, words: list[str]) -> list[str]:
        return ["nsenter", f"--net={self._server}", "--", *words]

    def at_client(self, words: list[str]) -> list[str]:
        return ["nsenter", f"--net={self._client}", "--", *words]


class DistantServer(SilentServer):
    """A server that listens on SERVER_ADDRESS and PORT, at the far end of a line."""

    def __init__(self, command: Command, line: Line) -> None:
        far = Command(line.at_server(command.words), command.environment, command.stop)
        super().__init__(far, SERVER_ADDRESS, PORT)
