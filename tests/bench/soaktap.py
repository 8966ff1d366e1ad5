# SPDX-FileCopyrightText: 2026 The Drainboard authors
# SPDX-License-Identifier: GPL-3.0-only
"""soaktap.py SECONDS CLIENTS SEED REPORT COMMAND…: starts Drainboard with the command as a tap, puts it under strain,
and shuts it down. The server behind dies again and again, and comes back. 0 if all was well: each answer was right; no
connection ended but by the doing of its client or of the server; memory did not grow by more than a tenth (without the
thread sanitizer); when all had gone, there were as many descriptors as before; it exited with 0, and its report
reconciles. Else 1.

soaktap.py --serve PORT is the server behind: it answers GET /N with N bytes."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import random
import re
import signal
import socket
import statistics
import struct
import sys
import time
from pathlib import Path

from machine import free_port
from server import with_us

ADDRESS = "127.0.0.1"
PATIENCE = 30  # seconds; only what hangs takes as long
GROWTH_LIMIT = 1.1
SAMPLES = 200
PATTERN = b"0123456789abcdef" * 20_000


def body(size: int) -> bytes:
    begin = size % 16
    return PATTERN[begin : begin + size]


async def serve(port: int) -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, asyncio.IncompleteReadError):
            while True:
                request = await reader.readuntil(b"\r\n\r\n")
                content = body(int(re.match(rb"GET /(\d+) ", request)[1]))
                writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(content) + content)
                await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, ADDRESS, port, backlog=1024)
    print("ready", flush=True)
    await server.serve_forever()


class Mortal:
    """The server behind: it is killed, and started again."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._process: asyncio.subprocess.Process | None = None
        self.deaths = 0
        self.is_up = False
        self.stays_up = False  # from the next time on

    async def start(self) -> None:
        command = with_us([sys.executable, __file__, "--serve", str(self._port)])
        self._process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
        await asyncio.wait_for(self._process.stdout.readline(), PATIENCE)
        self.is_up = True

    async def die(self) -> None:
        self.deaths += 1
        self.is_up = False
        if random.random() < 0.3:  # it hangs before
            self._process.send_signal(signal.SIGSTOP)
            await asyncio.sleep(random.uniform(0, 0.5))
        self._process.kill()
        await self._process.wait()

    async def live(self) -> None:
        while not self.stays_up:
            await asyncio.sleep(random.uniform(0.2, 2))
            await self.die()
            await asyncio.sleep(random.choice([0, 0, random.uniform(0, 0.5)]))
            await self.start()


class Strain:
    """All the clients, and what has become of them."""

    def __init__(self, port: int, server: Mortal) -> None:
        self._port = port
        self._server = server
        self.answered = self.connections = self.ended_by_server = 0
        self.wrong: list[str] = []
        self.is_leaving = False
        self.end_expected = False

    async def client(self) -> None:
        while not self.is_leaving:
            try:
                await asyncio.wait_for(self._connection(), PATIENCE)
            except asyncio.TimeoutError:
                self.wrong.append("nothing moves any more")
            except OSError as problem:
                if not self.end_expected:
                    self.wrong.append(f"the tap does not let it in: {problem}")
                return

    async def _connection(self) -> None:
        deaths, was_up = self._server.deaths, self._server.is_up
        writer = None
        try:
            reader, writer = await asyncio.open_connection(ADDRESS, self._port)
            self.connections += 1
            await self._talk(reader, writer)
        except ConnectionRefusedError:
            raise
        except (asyncio.IncompleteReadError, OSError):
            self.ended_by_server += 1
            if was_up and deaths == self._server.deaths and not self.end_expected:
                self.wrong.append("it ended, and the server had not")
        finally:
            self._leave(writer)
        await asyncio.sleep(random.uniform(0, 0.05))

    @staticmethod
    def _leave(writer: asyncio.StreamWriter | None) -> None:
        if writer:
            with contextlib.suppress(OSError):  # it may be gone already
                if random.random() < 0.5:  # a RST
                    linger = struct.pack("ii", 1, 0)
                    writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
                writer.close()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for _ in range(random.choice([0, 1, 10, 100])):
            sizes = [random.randrange(random.choice([10, 1000, 200_000])) for _ in range(random.choice([1, 1, 1, 4]))]
            writer.write(b"".join(b"GET /%d HTTP/1.1\r\nHost: a\r\n\r\n" % size for size in sizes))
            await writer.drain()
            for size in sizes:
                if random.random() < 0.02:
                    return  # in the middle of the answer
                header = await reader.readuntil(b"\r\n\r\n")
                content = await reader.readexactly(size)
                if header != b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % size or content != body(size):
                    self.wrong.append(f"another answer to /{size}: {header!r}")
                self.answered += 1
            await asyncio.sleep(random.choice([0, 0, 0.01, 0.3]))
            if self.is_leaving:
                return
        if random.random() < 0.3:  # half-closed: the server closes then
            writer.write_eof()
            if await reader.read():
                self.wrong.append("bytes that nobody has asked for")


class Tap:
    """Drainboard."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    async def port(self) -> int:
        while line := await self._process.stdout.readline():
            if found := re.search(rb"http://[0-9.]+:(\d+)", line):
                return int(found[1])
        raise RuntimeError("Drainboard does not say where it listens")

    async def discard_output(self) -> None:
        while await self._process.stdout.readline():
            pass

    def memory(self) -> int:
        return int(re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{self._process.pid}/status").read_text())[1])

    def is_sanitized(self) -> bool:
        """The thread sanitizer keeps much of what was freed."""
        return "libtsan" in Path(f"/proc/{self._process.pid}/maps").read_text()

    def descriptors(self) -> int:
        return len(os.listdir(f"/proc/{self._process.pid}/fd"))

    async def terminate(self) -> int:
        self._process.terminate()
        return await asyncio.wait_for(self._process.wait(), PATIENCE)


def judge(label: str, text: str, is_well: bool) -> bool:
    print(f"{label:20}{'ok' if is_well else 'WRONG':6}{text}", flush=True)
    return is_well


def judge_report(name: str) -> bool:
    report = json.loads(Path(name).read_text())
    ends = ["disconnected", "timedOut", "rejected", "closedByPeer", "aborted", "leftOpen"]
    counts = {key: report[key] for key in ["openAtStart", "acceptedDuringDrain", *ends]}
    counts |= {key: report["server"][key] for key in ("closedConnections", "refusedConnections")}
    before = counts["openAtStart"] + counts["acceptedDuringDrain"]
    text = ", ".join(f"{key} {value}" for key, value in counts.items())
    return judge("report", text, 0 < before == sum(counts.values()) - before)


async def soak(seconds: int, clients: int, seed: int, report: str, command: list[str]) -> int:
    print(f"{clients} clients for {seconds} s, seed {seed}", flush=True)
    random.seed(seed)
    behind = free_port()
    tap = Tap(await asyncio.create_subprocess_exec(
        *with_us([*command, "--tap", str(behind)]), stdout=asyncio.subprocess.PIPE))
    server = Mortal(behind)
    await server.start()
    strain = Strain(await tap.port(), server)
    output = asyncio.create_task(tap.discard_output())
    await asyncio.sleep(1)
    descriptors, is_sanitized = tap.descriptors(), tap.is_sanitized()

    life = asyncio.create_task(server.live())
    crowd = [asyncio.create_task(strain.client()) for _ in range(clients)]
    memory = []
    for _ in range(SAMPLES):
        await asyncio.sleep(seconds / SAMPLES)
        memory.append(tap.memory())
        if life.done():
            life.result()
    early = statistics.median(memory[SAMPLES // 5 : SAMPLES * 3 // 10])
    late = statistics.median(memory[-SAMPLES // 10 :])
    strain.is_leaving = True
    await asyncio.gather(*crowd)
    server.stays_up = True
    await life
    deadline = time.monotonic() + 10
    while tap.descriptors() > descriptors and time.monotonic() < deadline:
        await asyncio.sleep(0.1)
    after = tap.descriptors()

    strain.is_leaving = False
    crowd = [asyncio.create_task(strain.client()) for _ in range(clients)]
    await asyncio.sleep(2)
    strain.end_expected = True
    begin = time.monotonic()
    code = await tap.terminate()
    took = time.monotonic() - begin
    strain.is_leaving = True
    await asyncio.gather(*crowd, output)

    text = f"{strain.answered} right, {strain.connections} connections, {strain.ended_by_server} ended or refused "
    text += f"by the server, which died {server.deaths} times"
    if strain.wrong:
        text += f"; {len(strain.wrong)} wrong: {strain.wrong[0]}"
    is_well = judge("answers", text, strain.answered > 0 and server.deaths > 1 and not strain.wrong)
    text = f"{early:.0f} kB, later {late:.0f} kB" + (", which is the thread sanitizer's" if is_sanitized else "")
    is_well &= judge("resident memory", text, is_sanitized or late <= GROWTH_LIMIT * early)
    is_well &= judge("descriptors", f"{descriptors}, later {after}", after == descriptors)
    is_well &= judge("shutdown", f"exit code {code} after {took:.2f} s", code == 0)
    return 0 if judge_report(report) and is_well else 1


if __name__ == "__main__":
    if sys.argv[1] == "--serve":
        asyncio.run(serve(int(sys.argv[2])))
    else:
        wanted = [int(number) for number in sys.argv[1:4]]
        sys.exit(asyncio.run(soak(*wanted, sys.argv[4], sys.argv[5:])))
