# SPDX-FileCopyrightText: 2026 The Drainboard authors
# SPDX-License-Identifier: GPL-3.0-only
"""What it costs to pass connections on, beside others who do that. All are alive at once, and are asked in turn."""

from __future__ import annotations

import argparse
import contextlib
import re
import shutil
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

from clients import CLIENTS, IdleCrowd
from machine import free_port
from markdown import table
from nginx import nginx
from server import TICKS, Command, Server, SilentServer, with_us

ADDRESS = "127.0.0.1"
GIGABYTE = 1 << 30
SECONDS = 2
MOST_IDLE = 9000
NGINX_DIRECTIVES = """
keepalive_requests 10000000;
default_type application/json;
root {root};
location = / {{ return 200 '{{"ping":true}}'; }}
"""
HAPROXY_CONFIGURATION = """
global
    maxconn 9900
    nbthread 1
defaults
    mode tcp
    timeout connect 5s
    timeout client 600s
    timeout server 600s
listen all
    bind 127.0.0.1:{port}
    server behind 127.0.0.1:{behind}
"""
TAP, HAPROXY, SOCAT, DIRECT = "Drainboard `--tap`", "HAProxy, TCP mode", "socat", "directly"


class Forking(SilentServer):
    """One whose children do the work, one for each connection: theirs count when they have ended."""

    def cpu_seconds(self) -> float:
        children = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children")
        deadline = time.monotonic() + 2
        while children.read_text().strip() and time.monotonic() < deadline:
            time.sleep(0.01)
        fields = Path(f"/proc/{self._process.pid}/stat").read_text().rpartition(")")[2].split()
        return sum(map(int, fields[11:15])) / TICKS


def start(stack: contextlib.ExitStack, drainboard: Path, folder: Path, behind: int) -> dict[str, Server]:
    haproxy_port, socat_port = free_port(), free_port()
    configuration = folder / "haproxy.cfg"
    configuration.write_text(HAPROXY_CONFIGURATION.format(port=haproxy_port, behind=behind))
    haproxy = shutil.which("haproxy", path="/usr/sbin:/usr/bin")
    listen = f"TCP-LISTEN:{socat_port},bind={ADDRESS},fork,reuseaddr,nodelay,backlog=4096"
    tap = Command([str(drainboard), "--headless", "--port", "0", "--threads", "1", "--tap", str(behind)])
    balancer = Command([haproxy, "-db", "-f", str(configuration)])
    relay = Command(["socat", listen, f"TCP:{ADDRESS}:{behind},nodelay"])
    return {
        TAP: stack.enter_context(Server(tap)),
        HAPROXY: stack.enter_context(SilentServer(balancer, ADDRESS, haproxy_port)),
        SOCAT: stack.enter_context(Forking(relay, ADDRESS, socat_port)),
    }


def requests(server: Server) -> tuple[float, float, float]:
    """CPU microseconds for each request, requests per second, and the median latency in milliseconds."""
    before = server.cpu_seconds()
    command = ["wrk", "-t1", f"-c{CLIENTS}", f"-d{SECONDS}s", "--latency", f"http://{server.address}:{server.port}/"]
    said = subprocess.run(with_us(command), check=True, capture_output=True, text=True).stdout
    used = server.cpu_seconds() - before
    if problem := re.search(r"Socket errors: .*|Non-2xx.*", said):
        raise RuntimeError(problem[0])
    count = int(re.search(r"(\d+) requests in", said)[1])
    value, unit = re.search(r"50%\s+([\d.]+)(us|ms|s)", said).groups()
    return (
        used * 1e6 / count,
        float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1]),
        float(value) * {"us": 0.001, "ms": 1, "s": 1000}[unit],
    )


def gigabyte(server: Server) -> float:
    """CPU seconds for a download of that size."""
    before = server.cpu_seconds()
    url = f"http://{server.address}:{server.port}/large"
    command = ["curl", "-sf", "-o", "/dev/null", "-w", "%{size_download}", url]
    said = subprocess.run(with_us(command), check=True, capture_output=True, text=True).stdout
    if int(said) != GIGABYTE:
        raise RuntimeError(f"{said} bytes have come")
    return server.cpu_seconds() - before


def idle_bytes(server: Server, program: Path, count: int) -> float:
    before = server.resident_bytes()
    with IdleCrowd(program, server, count, 60) as crowd:
        return (server.resident_bytes() - before) / crowd.opened


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--drainboard", type=Path, required=True)
    parser.add_argument("--idlecrowd", type=Path, required=True)
    arguments = parser.parse_args()

    with tempfile.TemporaryDirectory() as name, contextlib.ExitStack() as stack:
        folder = Path(name)
        folder.chmod(0o755)
        with open(folder / "large", "wb") as large:
            large.truncate(GIGABYTE)
        behind = free_port()
        command = nginx(folder, ADDRESS, behind, NGINX_DIRECTIVES.format(root=folder), connections=19000)
        direct = stack.enter_context(SilentServer(command, ADDRESS, behind))
        servers = start(stack, arguments.drainboard, folder, behind)

        small = {title: [] for title in [*servers, DIRECT]}
        large = {title: [] for title in servers}
        for number in range(arguments.rounds):
            order = list(small) if number % 2 == 0 else list(reversed(small))
            for title in order:
                small[title].append(requests(servers.get(title, direct)))
        for number in range(max(1, arguments.rounds // 2)):
            for title in servers:
                large[title].append(gigabyte(servers[title]))
        idle = {title: idle_bytes(servers[title], arguments.idlecrowd, MOST_IDLE) for title in (TAP, HAPROXY)}

    def ratio(values: list[float], others: list[float]) -> str:
        return f"{statistics.median(mine / other for mine, other in zip(values, others)):.2f}"

    def column(title: str, place: int) -> list[float]:
        return [values[place] for values in small[title]]

    rows = []
    for title in [TAP, HAPROXY, SOCAT, DIRECT]:
        added = [mine - other for mine, other in zip(column(title, 2), column(DIRECT, 2))]
        rows.append([
            title,
            f"{statistics.median(column(title, 0)):.1f}" if title != DIRECT else "–",
            ratio(column(title, 0), column(HAPROXY, 0)) if title != DIRECT else "–",
            f"{statistics.median(column(title, 1)):,.0f}",
            f"{statistics.median(added):.2f}" if title != DIRECT else f"({statistics.median(column(DIRECT, 2)):.2f})",
            f"{statistics.median(large[title]):.2f}" if title in large else "–",
            ratio(large[title], large[HAPROXY]) if title in large else "–",
            f"{idle[title] / 1024:.1f}" if title in idle else "–",
        ])
    head = ["", "CPU µs/request", "/ HAProxy", "requests/s", "added p50, ms"]
    head += ["CPU s/GiB", "/ HAProxy", "kB/idle connection"]
    print("\n".join(table(head, rows)))


if __name__ == "__main__":
    main()
