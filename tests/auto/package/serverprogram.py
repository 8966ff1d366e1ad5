# SPDX-FileCopyrightText: 2026 The Drainboard authors
# SPDX-License-Identifier: GPL-3.0-only
"""Starts the example servers, talks to them as a client and a user do, and looks at how they end."""

import ctypes
import http.client
import signal
import subprocess
import time
from urllib.parse import urlsplit

LONGEST = 60  # seconds; only what hangs takes so long
PR_SET_PDEATHSIG = 1


def dies_with_us():
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


class ServerProgram:
    """An example server on a free port; to be used in a with statement, which leaves no process behind."""

    def __init__(self, path):
        self.process = subprocess.Popen([path, "0"], stdout=subprocess.PIPE, text=True, preexec_fn=dies_with_us)
        url = self.process.stdout.readline().strip()
        assert url.startswith("http://127.0.0.1:"), f"{path} says: {url}"
        self.client = http.client.HTTPConnection(urlsplit(url).netloc, timeout=LONGEST)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.client.close()
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()

    def get(self, path):
        """The body of the answer. The connection stays open."""
        self.client.request("GET", path)
        response = self.client.getresponse()
        assert response.status == 200, f"{path}: {response.status}"
        return response.read().decode()

    def read_until(self, line):
        while (said := self.process.stdout.readline()) != line + "\n":
            assert said, f"ended without saying: {line}"

    def stop(self):
        """What it says after SIGTERM. It must end by itself, and well."""
        began = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        said, _ = self.process.communicate(timeout=LONGEST)
        assert self.process.returncode == 0, f"exit code {self.process.returncode}"
        print(f"ended {time.monotonic() - began:.2f} s after SIGTERM")
        return said


def try_watchandstop(path):
    with ServerProgram(path) as server:
        assert server.get("/") == "hello\n"
        server.read_until("1 open")
        server.stop()


def try_engine(path):
    with ServerProgram(path) as server:
        assert server.get("/") == "hello\n"
        assert server.get("/sum/40/2") == "42"
        said = server.stop()
        assert "1 open at start" in said, f"the report says: {said}"
