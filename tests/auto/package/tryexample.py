#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Drainboard authors
# SPDX-License-Identifier: GPL-3.0-only
"""tryexample.py PROGRAM: starts an example server, asks it something and shuts it down."""

import sys
from pathlib import Path

import serverprogram

path = sys.argv[1]
{"watchandstop": serverprogram.try_watchandstop, "engine": serverprogram.try_engine}[Path(path).name](path)
