#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Jackdaw authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The whole check with stand-ins for the programs that need LibTorch: whole ones, broken ones, none. Arguments: device-check,
# gpu-check.
#
# shellcheck disable=SC2016 # stand-ins are written, not expanded
set -euo pipefail

failures=0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$1" "$2" "$work/"

complain() {
    printf 'FAIL %s: %s\n     %s\n' "$case_name" "$1" "$(cat "$work/out")"
    failures=$((failures + 1))
}

# A program of the check. Arguments: its name, what it does; the last argument is the file of findings.
stand_in() {
    printf '#!/bin/bash\nout=${!#}\ncommand=$1\n%s\n' "$2" >"$work/$1"
    chmod +x "$work/$1"
}

# One that finds something in every part that it is told.
finds() {
    printf 'for part in ${3//,/ }; do printf '"'%s'"' "$part" "$part" >>"$out"; done' \
        '{"part":"%s","name":"x","bars":[{"aim":"a bar","measured":2,"at_most":1}]}\n{"part":"%s","name":"took","values":{},"libtorch":"2.11.0"}\n'
}

run() {
    rm -f "$work/o.jsonl"
    status=0
    "$work/device-check" --fake "$@" >"$work/out" 2>&1 || status=$?
}

ends_with() { [ "$status" -eq "$1" ] || complain "exit status $status, not $1"; }
says() { grep -qF -- "$1" "$work/out" || complain "'$1' is missing"; }
found() { grep -F "\"part\":\"$1\"" "$work/o.jsonl" | grep -qF -- "$2" || complain "'$2' is not found of $1"; }

data="$work/data"
mkdir "$data"
touch "$data/v.mp4" "$data/m.onnx"
stand_in network-check "$(finds)"
stand_in student-check "$(finds)"
stand_in jackdaw-cli 'case $command in
    calibrate) echo "{\"batches\": {\"a\": 1, \"b\": 2}}" >"$out" ;;
    run) [[ "$*" == *"--device cpu"* && "$*" == *"$(dirname "$0")/data/v.mp4"* ]] && echo "$*" >>"$(dirname "$0")/runs" ;;
    report)
        case $2 in
            --json) echo "{\"planner\": \"p\", \"frames\": {\"dropped\": 3}}" ;;
            --course)
                drop="{\"at\": 1.5, \"camera\": \"gate\", \"frames\": 3}"
                echo "{\"windows\": [{\"window\": 1, \"drops\": [$drop]}], \"uses\": []}"
                ;;
        esac
        ;;
esac'

case_name="all parts in one report"
run --all --data "$data" "$work/o.jsonl"
ends_with 0
for part in $("$work/device-check" --list | cut -d: -f1); do
    found "$part" '"took"'
done
found calibration '"batches":2'
found main-job '"dropped":3'
found main-job 'window 1, 1.5 s: 3 frames of gate'
ls "$work"/o.main-job-*.course.json >/dev/null || complain "the course is not brought"
found main-job '"libtorch":"2.11.0"'
says "a bar"
says "says nothing about any device"
[ "$(head -n 1 "$work/o.jsonl" | cut -d, -f1)" = '{"part":"inventory"' ] || complain "the inventory is not first"
[ "$(grep -c 'planner' "$work/runs")" -eq 2 ] || complain "not run by two planners"
grep -v '"jackdaw":' "$work/o.jsonl" | grep -q '"device"' && complain "a line without a version"

case_name="a part that crashes fails alone"
stand_in student-check 'case $3 in
    golden*) echo "{\"part\":\"golden\",\"name\":\"took\"}" >>"$out"; printf "{\"part\":\"poi" >>"$out"; kill -SEGV $$ ;;
    *) '"$(finds)"' ;;
esac'
run --data "$data" --parts golden,points,classifiers,swap "$work/o.jsonl"
ends_with 1
found points "Segmentation fault"
found classifiers '"took"'
found swap '"took"'
says "1 parts failed"

case_name="a program without its libraries fails its parts alone"
stand_in network-check 'echo "error while loading shared libraries: libtorch_cpu.so: cannot open" >&2; exit 127'
run --parts students,pair,swap "$work/o.jsonl"
ends_with 1
found students "libtorch_cpu.so"
found pair "libtorch_cpu.so"
found swap '"took"'

case_name="a program that is not there"
rm "$work/network-check"
run --parts students,swap "$work/o.jsonl"
ends_with 1
found students "No such file"
found swap '"took"'

case_name="no data"
run --parts calibration,main-job,swap "$work/o.jsonl"
ends_with 1
found main-job "--data"
run --data "$work/gone" --parts main-job "$work/o.jsonl"
found main-job "gone is not there"

case_name="a run that fails says why"
stand_in jackdaw-cli 'echo "jackdaw-cli: the scene is torn." >&2; exit 2'
run --data "$data" --parts main-job,swap "$work/o.jsonl"
ends_with 1
found main-job "the scene is torn"
found swap '"took"'

case_name="no time left"
run --minutes 0.000001 --parts swap "$work/o.jsonl"
ends_with 1
says "no time left"

case_name="no guess without an inventory"
cp "$work/gpu-check" "$work/gpu-check.whole"
stand_in gpu-check 'echo "gpu-check: This build has no kernels for the GPU." >&2; exit 1'
status=0
"$work/device-check" --parts golden,swap "$work/o.jsonl" >"$work/out" 2>&1 || status=$?
ends_with 1
found inventory "no kernels for the GPU"
found golden "was not found out"
found swap "was not found out"
mv "$work/gpu-check.whole" "$work/gpu-check"

case_name="bad input"
run "$work/no/such/folder.jsonl"
ends_with 2
says "cannot be written"
run --parts dance "$work/o.jsonl"
ends_with 2
says "'dance'"
run
ends_with 2
run --dance
ends_with 2

[ "$failures" -eq 0 ]
