#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Drainboard authors
# SPDX-License-Identifier: GPL-3.0-only
"""What somebody who knows nothing of this project does with the library, in a temporary folder.

Installs what is built, and then builds and runs projects that are written afresh: they find the installed package, or
take the sources in with add_subdirectory() or FetchContent.
"""

import argparse
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import serverprogram

PROJECTS = Path(__file__).resolve().parent / "projects"
# What a header's room is part of.
LIBRARIES = {"values": "HttpGuard", "http": "HttpGuard", "loop": "EpollDispatcher"}


def run(*command, **options):
    print("$", *command, flush=True)
    return subprocess.run([str(word) for word in command], check=True, **options)


class Stranger:
    def __init__(self, arguments, folder):
        self.arguments = arguments
        self.folder = folder
        self.prefix = folder / "prefix"

    def install(self):
        run("cmake", "--install", self.arguments.build, "--prefix", self.prefix, stdout=subprocess.DEVNULL)
        found = sorted(path.name for path in (self.prefix / "include").iterdir())
        assert found == ["drainboard"], f"in the include folder: {found}"
        found = sorted(path.name for path in (self.prefix / "include/drainboard").iterdir())
        expected = sorted(Path(header).name for header in self.arguments.headers)
        assert found == expected, f"in include/drainboard: {found}, not {expected}"
        for path in self.prefix.glob("**/*.cmake"):
            for folder in (self.arguments.source, self.arguments.build):
                assert str(folder) not in path.read_text(), f"{path.name} knows {folder}"
        run(self.prefix / "bin/drainboard", "--version")

    def write(self, name):
        """A project of that name, with what it needs of ours: the text of the examples, a file for each header."""
        project = self.folder / name
        shutil.copytree(PROJECTS / name, project)
        for example in ("watchandstop.cpp", "engine.cpp"):
            shutil.copy(self.arguments.source / "server/examples" / example, project)
        for header in self.arguments.headers:
            room, file = header.split("/")
            folder = project / "alone" / LIBRARIES.get(room, "Server")
            folder.mkdir(parents=True, exist_ok=True)
            (folder / file).with_suffix(".cpp").write_text(f"#include <drainboard/{file}>\n")
        return project

    def configure(self, name):
        project = self.write(name)
        build = project / "build"
        run("cmake", "-S", project, "-B", build, "-G", self.arguments.generator, "-Wno-dev", "--no-warn-unused-cli",
            f"-DCMAKE_CXX_COMPILER={self.arguments.compiler}", f"-DCMAKE_PREFIX_PATH={self.prefix}",
            f"-DDRAINBOARD_SOURCE={self.arguments.source}", stdout=subprocess.DEVNULL)
        return build

    def build(self, name, target="all"):
        build = self.configure(name)
        run("cmake", "--build", build, "-j2", "--target", target)
        return build

    def find_package(self):
        build = self.build("installed")
        serverprogram.try_watchandstop(build / "watchandstop")
        serverprogram.try_engine(build / "engine")
        run(build / "loop", timeout=serverprogram.LONGEST)
        run(build / "guard", timeout=serverprogram.LONGEST)
        self.configure("components")

    def add_subdirectory(self):
        build = self.build("subdirectory")
        serverprogram.try_engine(build / "engine")
        prefix = self.folder / "installed-by-parent"
        run("cmake", "--install", build, "--prefix", prefix, stdout=subprocess.DEVNULL)
        found = [str(path.relative_to(prefix)) for path in prefix.glob("**/*") if path.is_file()]
        assert found == ["bin/engine"], f"installed with it: {found}"
        tests = run("ctest", "-N", "--test-dir", build, stdout=subprocess.PIPE, text=True).stdout
        assert "Total Tests: 0" in tests, f"its tests: {tests}"

    def fetch_content(self):
        run(self.build("fetched", "loop") / "loop", timeout=serverprogram.LONGEST)


def main():
    parser = argparse.ArgumentParser()
    for path in ("--source", "--build"):
        parser.add_argument(path, type=Path, required=True)
    parser.add_argument("--generator", required=True)
    parser.add_argument("--compiler", required=True)
    parser.add_argument("--headers", nargs="+", required=True, help="the public ones, as room/name.h")
    arguments = parser.parse_args()

    os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))  # the other tests watch the clock
    with tempfile.TemporaryDirectory(prefix="drainboard-stranger-") as folder:
        stranger = Stranger(arguments, Path(folder))
        stranger.install()
        stranger.find_package()
        stranger.add_subdirectory()
        stranger.fetch_content()


if __name__ == "__main__":
    main()
