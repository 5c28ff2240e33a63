#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Jackdaw authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What tests of scripts have in common: a folder of their own, stand-ins for programs, small wheels, claims, and the run over
# all cases. A test sources it with the project's folder, says what new_scene is, and ends with run_cases.
#
# shellcheck disable=SC2034,SC2154 # the test's own variables: project, scene, status, out, err
project=$(cd "$1" && pwd)
failures=0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

stand_in() {
    printf '#!/bin/bash\n%s\n' "$2" >"$scene/bin/$1"
    chmod +x "$scene/bin/$1"
}

# Wheels with a few bytes in the places of the real ones, and lists with their hashes. Arguments: where wheels go, and the
# lists.
make_wheels() {
    python3 - "$@" <<'PYTHON'
import hashlib, pathlib, sys, zipfile
wheels, lists = map(pathlib.Path, sys.argv[1:])
def wheel(name, version, tag, files):
    stem = f"{name.replace('-', '_')}-{version}"
    path = wheels / f"{stem}-{tag}.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for file in files:
            archive.writestr(file, file)
        archive.writestr(f"{stem}.dist-info/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
        archive.writestr(f"{stem}.dist-info/WHEEL", f"Wheel-Version: 1.0\nRoot-Is-Purelib: false\nTag: {tag}\n")
    return f"{name}=={version} --hash=sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}\n"
torch = ["torch/include/torch/csrc/api/include/torch/torch.h", "torch/lib/libtorch_cpu.so", "torch/lib/libc10.so",
         "torch/lib/libtorch_cuda.so", "torch/lib/libtorch_python.so", "torch/nn/functional.py"]
cpu = [wheel("torch", "2.11.0", "cp311-cp311-manylinux_2_28_x86_64", torch),
       wheel("nvidia-cuda-cupti", "13.0.85", "py3-none-manylinux_2_25_x86_64", ["nvidia/cu13/lib/libcupti.so.13"])]
cuda = [wheel("nvidia-cublas", "13.1.0.3", "py3-none-manylinux_2_27_x86_64", ["nvidia/cu13/lib/libcublas.so.13"])]
nvcc = [wheel("nvidia-cuda-nvcc", "13.0.88", "py3-none-manylinux_2_17_x86_64", ["nvidia/cu13/bin/nvcc", "nvidia/cu13/lib/x.a"]),
        wheel("nvidia-nvvm", "13.0.88", "py3-none-manylinux_2_12_x86_64", ["nvidia/cu13/nvvm/bin/cicc"])]
(lists / "libtorch" / "cpu.txt").write_text("# small\n" + "".join(cpu))
(lists / "libtorch" / "cuda.txt").write_text("".join(cuda))
(lists / "nvcc").mkdir(exist_ok=True)
(lists / "nvcc" / "wheels.txt").write_text("# small\n" + "".join(nvcc))
PYTHON
}

# --- What is claimed of status, out and err.

complain() {
    printf 'FAIL %s: %s\n     stdout: %s\n     stderr: %s\n' "$case_name" "$1" "$out" "$err"
    failures=$((failures + 1))
}

succeeds() {
    [ "$status" -eq 0 ] || complain "exit status $status"
}

# Fails with exactly one line that starts with "Error:", and that line holds all of the given words.
fails_saying() {
    local line word
    [ "$status" -ne 0 ] || complain "succeeded"
    line=$(grep '^Error: ' "$scene/err" || true)
    [ "$(grep -c '^Error: ' "$scene/err")" -eq 1 ] || complain "not one error sentence"
    for word in "$@"; do
        [[ $line == *"$word"* ]] || complain "the sentence lacks '$word'"
    done
}

holds() {
    [[ $1 == *"$2"* ]] || complain "'$2' is missing"
}

lacks() {
    [[ $1 != *"$2"* ]] || complain "'$2' should not be there"
}

present() {
    [ -e "$1" ] || complain "$1 is missing"
}

absent() {
    [ ! -e "$1" ] || complain "$1 should not be there"
}

# --- All functions whose name starts like a sentence and that are not helpers.
run_cases() {
    local count=0
    if ! python3 -c 'import pip' 2>/dev/null; then
        echo "SKIP-ALL: python3 has no pip here"
        exit 0
    fi
    for case_name in $(grep -oE '^[a-z]+([A-Z][a-z]*)+\(\)' "$1" | tr -d '()'); do
        new_scene "$case_name"
        "$case_name"
        echo "done $case_name"
        count=$((count + 1))
    done
    echo "$count cases, $failures failures"
    [ "$failures" -eq 0 ]
}
