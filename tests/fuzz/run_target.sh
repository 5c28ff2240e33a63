#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Jackdaw authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Builds the libFuzzer targets, or runs one of them. New inputs stay in the build folder, the project's corpus is only
# read.
#   run_target.sh build SOURCE BUILD CLANG
#   run_target.sh run TARGET CORPUS SECONDS
set -euo pipefail

build_targets() {
    local source=$1 build=$2 clang=$3
    if [ ! -x "$clang" ]; then
        echo "SKIP-ALL: Clang is not installed, so the libFuzzer targets are not built."
        return
    fi
    if ! echo 'extern "C" int LLVMFuzzerTestOneInput(const char*, unsigned long) { return 0; }' |
        "$clang" -fsanitize=fuzzer,address -x c++ -o /dev/null - 2>/dev/null; then
        echo "SKIP-ALL: $clang has no libFuzzer (Debian: libclang-rt-14-dev)."
        return
    fi
    cmake -S "$source" -B "$build" -G Ninja -DCMAKE_CXX_COMPILER="$clang" -DCMAKE_BUILD_TYPE=Debug
    cmake --build "$build" --target programs
}

# Inputs that were found and add nothing to what others reach are dropped: reading thousands of them would take the whole
# run, and nothing new would be tried.
minimise() {
    local target=$1 found=$2 corpus=$3 most=500
    [ "$(find "$found" -type f | wc -l)" -gt "$most" ] || return 0
    rm -rf "$found.least"
    mkdir "$found.least"
    if "$target" -set_cover_merge=1 -timeout=20 -rss_limit_mb=2048 -max_len=8192 -max_total_time=240 \
        -artifact_prefix="$target." "$found.least" "$corpus" "$found" 2>"$found.log"; then
        rm -rf "$found"
        mv "$found.least" "$found"
    else
        tail -n 20 "$found.log"
        rm -rf "$found.least"
    fi
    echo "The found inputs are now $(find "$found" -type f | wc -l)."
}

run_target() {
    local target=$1 corpus=$2 seconds=$3
    if [ ! -x "$target" ]; then
        echo "SKIP-ALL: the libFuzzer targets are not built."
        return
    fi
    local found="$target.corpus"
    mkdir -p "$found" "$corpus"
    minimise "$target" "$found" "$corpus"
    "$target" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=2048 -max_len=8192 -seed=1 -print_final_stats=1 \
        -artifact_prefix="$target." "$found" "$corpus"
}

command=$1
shift
case $command in
    build) build_targets "$@" ;;
    run) run_target "$@" ;;
esac
