#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Jackdaw authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# A program that runs parts, on the fake GPU. Arguments: the program, two of its parts.
set -euo pipefail

program=$1
one=$2
other=$3
failures=0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

complain() {
    printf 'FAIL %s\n' "$1"
    failures=$((failures + 1))
}

# Runs the program. Leaves status; what it says is in the file out.
run() {
    status=0
    "$program" "$@" >"$work/out" 2>&1 || status=$?
}

holds() {
    grep -qF -- "$1" "$work/out" || complain "'$1' is missing in: $(cat "$work/out")"
}

run --fake "$work/all.jsonl"
[ "$status" -eq 0 ] || complain "all parts: exit status $status"
holds "says nothing about any device"
for part in $("$program" --list | cut -d: -f1); do
    grep -qF "\"part\":\"$part\"" "$work/all.jsonl" || complain "$part is not in the findings"
done
grep -qF '"error"' "$work/all.jsonl" && complain "a part failed"

run --fake --parts "$one,$other" "$work/two.jsonl"
[ "$(cut -d, -f1 "$work/two.jsonl" | uniq | tr '\n' ' ')" = "{\"part\":\"$one\" {\"part\":\"$other\" " ] ||
    complain "the chosen parts are not run in their order: $(cat "$work/two.jsonl")"

before=$(wc -l <"$work/two.jsonl")
run --fake --append --parts "$one" "$work/two.jsonl"
[ "$(wc -l <"$work/two.jsonl")" -gt "$before" ] || complain "nothing was added"
[ "$(head -n 1 "$work/two.jsonl" | cut -d, -f1)" = "{\"part\":\"$one\"" ] || complain "what was there is gone"
grep -q '^aim ' "$work/out" && complain "a table for one part of many"

run --fake --parts dance "$work/none.jsonl"
[ "$status" -eq 2 ] || complain "an unknown part: exit status $status"
holds "'dance'"

run --fake "$work/no/such/folder.jsonl"
[ "$status" -eq 2 ] || complain "a folder that is not there: exit status $status"
holds "cannot be written"

run --fake
[ "$status" -eq 2 ] || complain "no file: exit status $status"

[ "$failures" -eq 0 ]
