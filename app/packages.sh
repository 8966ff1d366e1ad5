# SPDX-FileCopyrightText: 2026 The Drainboard authors
# SPDX-License-Identifier: GPL-3.0-only
# Sourced by app/run and tests/run: Debian's and Ubuntu's packages, and the build.

# Qt HttpServer's CMake package asks for WebSockets, which qt6-httpserver-dev does not depend on.
to_build=(cmake ninja-build g++ qt6-base-dev qt6-httpserver-dev qt6-websockets-dev qt6-svg-dev libboost-dev)
to_fuzz=(clang libclang-rt-dev libhttp-parser-dev)
to_check=(clang-format)

# install_packages WHY PACKAGE...: installs those that are missing. On a system without dpkg they are taken to
# be there, under whatever name.
install_packages() {
    local why=$1 package missing=()
    shift
    command -v dpkg-query apt-get >/dev/null || return 0
    for package in "$@"; do
        [[ $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) == installed ]] || missing+=("$package")
    done
    ((${#missing[@]})) || return 0

    local as_root=()
    if ((EUID != 0)); then
        as_root=(sudo)
        command -v sudo >/dev/null || {
            echo "Missing $why: ${missing[*]}. Install them, or sudo." >&2
            return 1
        }
    fi
    echo "Installing ${missing[*]}: needed $why"
    "${as_root[@]}" apt-get update -q
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}"
}

# build PRESET TARGET [CMAKE OPTION...]: configures it where that has not been done with these options, and
# builds it.
build() {
    local preset=$1 target=$2 folder=build/$1
    shift 2
    if [[ ! -f $folder/build.ninja || $(cat "$folder/configured-with" 2>/dev/null) != "$*" ]]; then
        cmake --preset "$preset" "$@"
        echo "$*" >"$folder/configured-with"
    fi
    cmake --build --preset "$preset" --target "$target"
}
