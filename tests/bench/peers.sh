# SPDX-FileCopyrightText: 2026 The Drainboard authors
# SPDX-License-Identifier: GPL-3.0-only
# Sourced by tests/bench/drain and tests/bench/run, behind app/packages.sh: the peers that are not C++.

to_build_peers=()
command -v node >/dev/null || to_build_peers+=(nodejs)
command -v npm >/dev/null || to_build_peers+=(npm)
command -v go >/dev/null || to_build_peers+=(golang-go)

# build_peers: into build/peers.
build_peers() {
    local peer folder=$PWD/build/peers
    for peer in node express; do
        mkdir -p "$folder/$peer"
        cp tests/bench/peers/$peer/* "$folder/$peer"
        npm install --prefix "$folder/$peer" --no-package-lock --no-audit --no-fund --loglevel error
    done
    (cd tests/bench/peers/go && go build -buildvcs=false -o "$folder/go")
}
