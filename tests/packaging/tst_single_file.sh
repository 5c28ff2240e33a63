#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Jackdaw authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# A bundle as one file that starts itself, with small programs in place of the real ones. Argument: the project's folder.
set -euo pipefail

project=$(cd "$1" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0

complain() {
    printf 'FAIL %s\n' "$1"
    failures=$((failures + 1))
}

JACKDAW_ROOT="$work/project"
mkdir -p "$JACKDAW_ROOT/packaging" "$JACKDAW_ROOT/build/package/jackdaw-1-x86_64/bin"
cp -r "$project/packaging/installed" "$JACKDAW_ROOT/packaging/"
for file in say bundle; do
    # shellcheck source=/dev/null
    . "$project/packaging/lib/$file.sh"
done
for program in jackdaw jackdaw-cli; do
    # shellcheck disable=SC2016 # it is written, not expanded
    printf '#!/bin/sh\necho "%s in $(dirname "$0"): $*"\nexit 3\n' "$program" \
        >"$JACKDAW_ROOT/build/package/jackdaw-1-x86_64/bin/$program"
    chmod +x "$JACKDAW_ROOT/build/package/jackdaw-1-x86_64/bin/$program"
done
pack_single_file jackdaw-1-x86_64 >/dev/null
mkdir "$work/away" "$work/cache"
file="$work/away/jackdaw-1-x86_64.run"
mv "$JACKDAW_ROOT/build/package/jackdaw-1-x86_64.run" "$file"
rm -r "$JACKDAW_ROOT"

# Leaves out and status. Arguments: the file, its arguments.
start() {
    status=0
    out=$(cd / && XDG_CACHE_HOME="$work/cache" "$@" 2>&1) || status=$?
}

start "$file" a.jackdaw 'b c'
[[ $out == "jackdaw in $work/cache/jackdaw/jackdaw-1-x86_64-"*"/bin: a.jackdaw b c" ]] || complain "the window does not start: $out"
[ "$status" -eq 3 ] || complain "the exit code is lost: $status"
start "$file" jackdaw-cli run --help
[[ $out == "jackdaw-cli in "*": run --help" ]] || complain "the command line program does not start: $out"
ln -s "$file" "$work/away/jackdaw-cli"
start "$work/away/jackdaw-cli" report
[[ $out == "jackdaw-cli in "*": report" ]] || complain "a link's name does not count: $out"

# What is unpacked once is taken again, and nothing else is left.
[ "$(find "$work/cache/jackdaw" -mindepth 1 -maxdepth 1 | wc -l)" -eq 1 ] || complain "something is left over"
printf '#!/bin/sh\necho kept\n' >"$(echo "$work"/cache/jackdaw/*/bin/jackdaw)"
start "$file"
[ "$out" = kept ] || complain "it was unpacked a second time"

# Damage and places that cannot be written are said, and nothing is left.
rm -r "$work/cache/jackdaw"
head -c -5 "$file" >"$work/away/cut.run"
chmod +x "$work/away/cut.run"
start "$work/away/cut.run"
[[ $status -eq 1 && $out == "Error: The file $work/away/cut.run is damaged"* ]] || complain "damage is not said: $out"
[ -z "$(ls "$work/cache/jackdaw")" ] || complain "a damaged file leaves something"
status=0
out=$(XDG_CACHE_HOME=/dev/null "$file" 2>&1) || status=$?
[[ $status -eq 1 && $out == *"set XDG_CACHE_HOME"* ]] || complain "a folder that cannot be written is not said: $out"

echo "$failures failures"
[ "$failures" -eq 0 ]
