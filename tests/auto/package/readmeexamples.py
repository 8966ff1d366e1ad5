#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Drainboard authors
# SPDX-License-Identifier: GPL-3.0-only
"""readmeexamples.py PROJECT_FOLDER: whether README.md shows the text of the examples, and all of them.

A code block that follows a line <!-- server/examples/NAME.cpp --> must be what stands in that file between two lines
//! [readme], without the indentation.
"""

import re
import sys
from pathlib import Path
from textwrap import dedent

project = Path(sys.argv[1])
blocks = re.findall(r"^<!-- (server/examples/\S+) -->\n+```cpp\n(.*?)^```$", (project / "README.md").read_text(),
                    re.MULTILINE | re.DOTALL)
wrong = False
for path, shown in blocks:
    text = re.search(r"^ *//! \[readme\]\n(.*?)^ *//! \[readme\]$", (project / path).read_text(),
                     re.MULTILINE | re.DOTALL)
    if not text or dedent(text[1]) != shown:
        print(f"README.md shows another text than {path} has between its lines //! [readme]")
        wrong = True
for example in (project / "server/examples").glob("*.cpp"):
    if str(example.relative_to(project)) not in [path for path, _ in blocks]:
        print(f"README.md does not show {example.name}")
        wrong = True
sys.exit(wrong)
