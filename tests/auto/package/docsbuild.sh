#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Drainboard authors
# SPDX-License-Identifier: GPL-3.0-only
# docsbuild.sh BUILD_FOLDER: builds the target docs. Exits with 77 where there is no doxygen.
set -eu

command -v doxygen >/dev/null || {
    echo "No doxygen: skipped"
    exit 77
}
cmake --build "$1" --target docs
[ -s "$1/docs/html/classDrainboard_1_1HttpEngine.html" ]
