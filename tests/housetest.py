#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Drainboard authors
# SPDX-License-Identifier: GPL-3.0-only
"""housetest.py: whether tests/house sees what is wrong with a small house, in a temporary folder, and draws it."""

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

HOUSE = Path(__file__).resolve().parent / "house"
SOUND = {
    "server/values/CMakeLists.txt": "drainboard_room(values SOURCES size.h word.h)",
    "server/values/size.h": "#include <QString>\n",
    "server/values/word.h": '#include "values/size.h"\n',
    "server/http/CMakeLists.txt": "drainboard_room(http\n USES values # and no other\n SOURCES guard.cpp guard.h\n)",
    "server/http/guard.h": '#include "values/word.h"\n',
    "server/http/guard.cpp": '#include "http/guard.h"\n',
    "server/net/CMakeLists.txt": "drainboard_room(net SOURCES socket.h)",
    "server/net/socket.h": "",
    "server/engine/CMakeLists.txt": "drainboard_room(engine USES http net SOURCES engine.h)",
    "server/engine/engine.h": '#include "http/guard.h"\n#include "net/socket.h"\n#include "values/word.h"\n',
    "ui/CMakeLists.txt": "target_link_libraries(drainboard-ui PUBLIC drainboard-engine)",
    "ui/window.h": '#include "engine/engine.h"\n',
    "app/CMakeLists.txt": "target_link_libraries(drainboard PRIVATE Drainboard::Ui Qt6::Widgets)",
    "app/main.cpp": '#include "window.h"\n',
}
ARROWS = [
    "app_app --> ui_ui",
    "ui_ui --> server_engine",
    "server_engine --> server_http",
    "server_engine --> server_net",
    "server_http --> server_values",
]


class HouseTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)
        for name, text in SOUND.items():
            self.write(name, text)

    def write(self, name, text):
        file = self.root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def house(self, *arguments):
        command = [sys.executable, HOUSE, "--root", self.root, *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    def expect_problem(self, problem, *arguments):
        result = self.house(*arguments)
        self.assertEqual((result.stderr, result.returncode), (problem + "\n", 1))

    def test_draws_arrows_without_short_cuts(self):
        result = self.house()
        self.assertEqual((result.stderr, result.returncode), ("", 0))
        self.assertEqual([line.strip() for line in result.stdout.splitlines() if "-->" in line], ARROWS)

    def test_files_that_include_each_other(self):
        self.write("server/values/size.h", '#include "values/word.h"\n')
        self.expect_problem("server/values/size.h and server/values/word.h include each other")

    def test_files_that_include_each_other_in_a_circle(self):
        self.write("server/values/size.h", '#include "values/unit.h"\n')
        self.write("server/values/unit.h", '#include "values/word.h"\n')
        self.expect_problem("server/values/size.h includes server/values/unit.h includes server/values/word.h "
                            "includes server/values/size.h: a circle")

    def test_rooms_that_use_each_other(self):
        self.write("server/values/CMakeLists.txt", "drainboard_room(values USES http SOURCES size.h word.h)")
        self.expect_problem("http and values use each other")

    def test_an_include_of_a_room_that_is_not_listed(self):
        self.write("server/http/guard.cpp", '#include "http/guard.h"\n#include "net/socket.h"\n')
        self.expect_problem("server/http/guard.cpp includes a header of net, "
                            "which is not under USES in server/http/CMakeLists.txt")

    def test_an_include_of_no_room(self):
        self.write("server/http/guard.cpp", '#include "attic/box.h"\n')
        self.expect_problem("server/http/guard.cpp includes attic/box.h, which is in no room")

    def test_a_picture_that_is_out_of_date(self):
        page = self.root / "PAGE.md"
        page.write_text("# Page\n\n<!-- tests/house -->\n```mermaid\nflowchart TD\n```\n\nbehind\n")
        self.expect_problem(f"{page} shows another house than the includes; to renew it: tests/house --write PAGE.md",
                            "--check", page)
        self.assertEqual(self.house("--write", page).returncode, 0)
        self.assertEqual(self.house("--check", page).returncode, 0)
        written = page.read_text()
        self.assertTrue(written.startswith("# Page\n") and written.endswith("```\n\nbehind\n"), written)

    def test_a_page_without_a_picture(self):
        page = self.root / "PAGE.md"
        page.write_text("# Page\n")
        self.expect_problem(f"{page} has no Mermaid block behind a line <!-- tests/house -->", "--check", page)


unittest.main()
