# SPDX-FileCopyrightText: 2026 The Drainboard authors
# SPDX-License-Identifier: GPL-3.0-only
"""A server that is measured, as a child process. It dies with this process, however that ends."""

from __future__ import annotations

import http.client
import os
import re
import select
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
PATIENCE = 30  # seconds


def with_us(command: list[str]) -> list[str]:
    """The command, made to die with this process."""
    return ["setpriv", "--pdeathsig", "KILL", "--", *command]


@dataclass(frozen=True)
class Command:
    """How a server is started: it says its URL on standard output, and answers GET / with {"ping":true}."""

    words: list[str]
    environment: dict[str, str] = field(default_factory=dict)
    stop: signal.Signals = signal.SIGTERM  # which it is to end at, in good order


class Server:
    """Starts it, and waits until it says where it listens. A context: the process does not outlive it."""

    def __init__(self, command: Command) -> None:
        self._stop = command.stop
        self._said = tempfile.TemporaryFile()
        self._process = subprocess.Popen(
            with_us(command.words), stdout=self._said, env=os.environ | command.environment
        )
        try:
            self.address, self.port = self._await_address()
        except BaseException:
            self.__exit__()
            raise

    def __enter__(self) -> Server:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()
        self._said.close()

    def _await_address(self) -> tuple[str, int]:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline and self._process.poll() is None:
            text = os.pread(self._said.fileno(), 4096, 0).decode()
            if found := re.search(r"http://([0-9.]+):([0-9]+)", text):
                return found[1], int(found[2])
            time.sleep(0.01)
        raise RuntimeError(f"does not say where it listens: {' '.join(self._process.args)}")

    def check_answer(self) -> None:
        """Raises unless two requests on one connection get the answer that all servers have to give."""
        connection = http.client.HTTPConnection(self.address, self.port, timeout=PATIENCE)
        for _ in range(2):
            connection.request("GET", "/")
            socket = connection.sock
            response = connection.getresponse()
            body = response.read()
            kind = response.getheader("Content-Type", "")
            if response.status != 200 or body != b'{"ping":true}' or not kind.startswith("application/json"):
                raise RuntimeError(f"another answer: {response.status} {kind} {body!r}")
            if connection.sock is not socket:
                raise RuntimeError("the connection was not kept")
        connection.close()

    def cpu_seconds(self) -> float:
        """All its threads, in user space and in the kernel."""
        fields = Path(f"/proc/{self._process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def resident_bytes(self) -> int:
        status = Path(f"/proc/{self._process.pid}/status").read_text()
        return int(re.search(r"^VmRSS:\s+(\d+) kB", status, re.MULTILINE)[1]) * 1024

    def end(self, patience: float = PATIENCE) -> tuple[float, float, int | None]:
        """Asks it to end: the moment (of time.monotonic()), the seconds until the process was gone, its exit code. None
        if it had to be made to end when patience was over."""
        ended = os.pidfd_open(self._process.pid)
        begin = time.monotonic()
        self._process.send_signal(self._stop)
        is_over, _, _ = select.select([ended], [], [], patience)
        seconds = time.monotonic() - begin
        if not is_over:
            self._process.terminate()  # at which nginx ends its workers, too
            select.select([ended], [], [], 1)
            self._process.kill()
        os.close(ended)
        code = self._process.wait()
        return begin, seconds, code if is_over else None

    def shut_down(self) -> float:
        """Seconds from SIGTERM to the end of the process. Raises if it did not exit with 0."""
        _, seconds, code = self.end()
        if code != 0:
            raise RuntimeError(f"did not end well: {' '.join(self._process.args)}")
        return seconds


class SilentServer(Server):
    """A server that listens where it has been told to, and need not say so."""

    def __init__(self, command: Command, address: str, port: int) -> None:
        self._place = address, port
        super().__init__(command)

    def _await_address(self) -> tuple[str, int]:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline and self._process.poll() is None:
            if self._is_listening():
                return self._place
            time.sleep(0.01)
        raise RuntimeError(f"does not listen: {' '.join(self._process.args)}")

    def _is_listening(self) -> bool:
        """As its network namespace says: a connection that asks would be one that the server knows."""
        sockets = (line.split() for line in Path(f"/proc/{self._process.pid}/net/tcp").read_text().splitlines()[1:])
        return any(fields[1].endswith(f":{self._place[1]:04X}") and fields[3] == "0A" for fields in sockets)
