#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Drainboard authors
# SPDX-License-Identifier: GPL-3.0-only
"""readmeexamples.py PROJECT_FOLDER: whether the texts for users show the examples as they are, and all of them.

A code block that follows a line <!-- server/examples/NAME.cpp --> must be what stands in that file between two lines
//! [readme], without the indentation. README.md shows one example or more, resources/docs/library.md the others.
"""

import re
import sys
from pathlib import Path
from textwrap import dedent

TEXTS = ["README.md", "resources/docs/library.md"]

project = Path(sys.argv[1])
problems = []
shown = {}
for name in TEXTS:
    blocks = re.findall(r"^<!-- (server/examples/\S+) -->\n+```cpp\n(.*?)^```$", (project / name).read_text(),
                        re.MULTILINE | re.DOTALL)
    if not blocks:
        problems.append(f"{name} shows no example")
    for path, block in blocks:
        shown[path] = name
        text = re.search(r"^ *//! \[readme\]\n(.*?)^ *//! \[readme\]$", (project / path).read_text(),
                         re.MULTILINE | re.DOTALL)
        if not text or dedent(text[1]) != block:
            problems.append(f"{name} shows another text than {path} has between its lines //! [readme]")
for example in sorted((project / "server/examples").glob("*.cpp")):
    if str(example.relative_to(project)) not in shown:
        problems.append(f"{example.name} is shown neither in {' nor in '.join(TEXTS)}")
for problem in problems:
    print(problem)
sys.exit(bool(problems))
