#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Drainboard authors
# SPDX-License-Identifier: GPL-3.0-only
"""checkserver.py --programs FOLDER NAME: has `drainboard check` judge one of checkedservers.py, and says whether the
verdict is true of it, and agrees with itself. Exits with 77 where the server is not on this machine."""

import argparse
import json
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml
from pathlib import Path

import checkedservers
from machine import free_port

LONGEST = 90  # seconds


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--programs", type=Path, required=True)
    parser.add_argument("name", choices=[server.name for server in checkedservers.SERVERS])
    arguments = parser.parse_args()
    server = next(server for server in checkedservers.SERVERS if server.name == arguments.name)
    if server.missing():
        print(f"No {server.needs}: skipped")
        return 77

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        port = free_port()
        command = checkedservers.command(server, port, folder, arguments.programs)
        check = [arguments.programs / "drainboard", "check", "--tap", str(port), "--stop-signal", server.signal,
                 "--force-after", server.force_after, "--report", folder / "report.json",
                 "--junit", folder / "junit.xml", "--"]
        run = subprocess.run([*check, *command], capture_output=True, text=True, timeout=LONGEST)
        print(run.stdout, run.stderr[-2000:], sep="\n")
        report = json.loads((folder / "report.json").read_text())
        suite = xml.parse(folder / "junit.xml").getroot().find("testsuite")

    assert run.returncode in server.verdicts, f"{server.name}: exit code {run.returncode}, not one of {server.verdicts}"
    assert report["exitCode"] == run.returncode
    shutdown = report["shutdowns"][0]
    kinds = shutdown["clients"].values()
    assert shutdown["lost"] == report["lost"] == sum(kind["lost"] for kind in kinds)
    assert (report["lost"] > 0) == (run.returncode == 3) or run.returncode == 1
    for kind in kinds:
        lost = sum(kind["lostBecause"].values())
        assert kind["requests"] == kind["answered"] + lost + kind["givenUp"], kind
        assert kind["closedByServer"] + kind["closedByClient"] == kind["connections"], kind
    assert sum(kind["answered"] for kind in kinds) > 50, "the clients have not had anything to do"
    failures = len(suite.findall("testcase/failure"))
    assert int(suite.get("failures")) == failures and (failures > 0) == (run.returncode != 0)
    return 0


if __name__ == "__main__":
    sys.exit(main())
