#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Jackdaw authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# An installed Jackdaw without its programs: what /usr/bin/jackdaw and jackdaw-setup do, with stand-ins for the programs and
# small wheels. Nothing outside a temporary folder is touched, no network is used.
# Argument: the project's folder.
#
# shellcheck disable=SC2016 # stand-ins are written, not expanded
set -euo pipefail

# shellcheck source=tests/packaging/scene.sh
. "$(dirname "${BASH_SOURCE[0]}")/scene.sh" "$1"
unset JACKDAW_LIBTORCH DISPLAY WAYLAND_DISPLAY LD_LIBRARY_PATH VIRTUAL_ENV CONDA_PREFIX "${!PIP_@}"
readonly NAME=libtorch-2.11.0

# --- The scene: a prefix as the package has it, a user without LibTorch who is not root, wheels in a folder.

new_scene() {
    scene="$work/$1"
    local home="$scene/usr/lib/jackdaw" packaging="$scene/usr/share/jackdaw/packaging"
    mkdir -p "$scene/bin" "$scene/usr/bin" "$home" "$packaging/lib" "$scene/wheels" "$scene/cache"
    cp "$project"/packaging/lib/{say,wheels,libtorch}.sh "$packaging/lib/"
    cp -r "$project/packaging/libtorch" "$packaging/"
    make_wheels "$scene/wheels" "$packaging"
    cp "$project/packaging/installed/jackdaw-setup" "$home/"
    sed -e "s/@JACKDAW_LIBTORCH_NAME@/$NAME/" -e "s|/var/lib/jackdaw|$scene/system|" -e "s| /opt/\*| $scene/opt/*|g" \
        -e "s| /usr/local /usr | $scene/usr/local $scene/usr |" \
        "$project/packaging/installed/launch.in" >"$home/launch"
    chmod +x "$home/launch"
    for program in jackdaw jackdaw-cli device-check; do
        ln -s ../lib/jackdaw/launch "$scene/usr/bin/$program"
        printf '#!/bin/sh\necho "%s: $LD_LIBRARY_PATH: $*"\n' "$program" >"$home/$program"
        chmod +x "$home/$program"
    done
    ln -s ../lib/jackdaw/jackdaw-setup "$scene/usr/bin/jackdaw-setup"
    stand_in id 'echo 1000'
    # The Python that is found has the scene's packages.
    stand_in python3 "exec $(command -v python3) \"\$@\""
}

# Runs a program of the package. Arguments NAME=VALUE come first. Leaves status, out, err.
run() {
    status=0
    (
        cd /
        export PATH="$scene/bin:$scene/usr/bin:$PATH" HOME="$scene/home" XDG_CACHE_HOME="$scene/cache" JACKDAW_SYSTEM_FOLDER="$scene/system"
        export PIP_NO_INDEX=1 PIP_FIND_LINKS="$scene/wheels" PIP_CONFIG_FILE=/dev/null
        while [[ $1 == *=* ]]; do
            export "${1?}"
            shift
        done
        "$@"
    ) >"$scene/out" 2>"$scene/err" </dev/null || status=$?
    out=$(cat "$scene/out")
    err=$(cat "$scene/err")
}

# A folder that looks like a LibTorch.
make_libtorch() {
    mkdir -p "$1/torch/lib"
    touch "$1/torch/lib/libtorch_cpu.so"
}

# The same as packages of Python have it. Arguments: folder of packages, version.
make_pytorch() {
    make_libtorch "$1"
    mkdir "$1/torch-$2.dist-info"
}

starts_with_libtorch_of() {
    succeeds
    [ "$out" = "jackdaw-cli: $1/torch/lib: report a b" ] || complain "not started with $1"
}

# --- The cases.

withoutLibTorchOneSentenceSaysWhatToDo() {
    run jackdaw-cli report
    fails_saying LibTorch "jackdaw-setup"
    [ "$(wc -l <"$scene/err")" -eq 1 ] || complain "more than one line"
    run jackdaw
    fails_saying "jackdaw-setup"
}

theUsersLibTorchIsFoundBeforeTheSystems() {
    make_libtorch "$scene/system/$NAME"
    run jackdaw-cli report 'a b'
    starts_with_libtorch_of "$scene/system/$NAME"
    make_libtorch "$scene/cache/jackdaw/$NAME"
    run jackdaw-cli report 'a b'
    starts_with_libtorch_of "$scene/cache/jackdaw/$NAME"
}

anOwnLibTorchIsTakenAndAFolderWithoutOneIsNamed() {
    make_libtorch "$scene/own"
    make_libtorch "$scene/cache/jackdaw/$NAME"
    run "JACKDAW_LIBTORCH=$scene/own" jackdaw-cli report 'a b'
    starts_with_libtorch_of "$scene/own"
    run "JACKDAW_LIBTORCH=$scene" jackdaw-cli report
    fails_saying "'$scene'"
}

aLibraryPathOfTheUserIsKeptBehind() {
    make_libtorch "$scene/system/$NAME"
    run LD_LIBRARY_PATH=/mine jackdaw-cli
    holds "$out" "$scene/system/$NAME/torch/lib:/mine:"
}

aBundleTakesItsOwnLibraries() {
    make_libtorch "$scene/system/$NAME"
    mkdir "$scene/usr/lib/jackdaw/libs"
    run jackdaw-cli
    holds "$out" "$scene/system/$NAME/torch/lib:$scene/usr/lib/jackdaw/libs:"
}

aBundleTakesTheLibTorchBesideIt() {
    make_libtorch "$scene/$NAME"
    make_libtorch "$scene/system/$NAME"
    run jackdaw-cli report 'a b'
    starts_with_libtorch_of "$scene/system/$NAME"
    mkdir "$scene/usr/lib/jackdaw/libs"
    run jackdaw-cli
    holds "$out" "$scene/$NAME/torch/lib:"
}

theFolderOfLibrariesItselfMayBeNamed() {
    make_libtorch "$scene/own"
    run "JACKDAW_LIBTORCH=$scene/own/torch/lib" jackdaw-cli report 'a b'
    starts_with_libtorch_of "$scene/own"
}

pytorchOfPythonIsTaken() {
    make_pytorch "$scene/opt/torch/.venv/lib/python3.12/site-packages" 2.11.0+cu130
    run jackdaw-cli report 'a b'
    starts_with_libtorch_of "$scene/opt/torch/.venv/lib/python3.12/site-packages"
    make_pytorch "$scene/lib/python3.13/site-packages" 2.11.1
    run jackdaw-cli report 'a b'
    starts_with_libtorch_of "$scene/lib/python3.13/site-packages"
    make_pytorch "$scene/my env/lib/python3.11/site-packages" 2.11.0
    run "VIRTUAL_ENV=$scene/my env" jackdaw-cli report 'a b'
    starts_with_libtorch_of "$scene/my env/lib/python3.11/site-packages"
}

pytorchOfAnotherVersionIsPassedOver() {
    make_pytorch "$scene/home/.local/lib/python3.12/site-packages" 2.10.0
    make_pytorch "$scene/lib/python3.12/site-packages" 2.1.1
    run jackdaw-cli report
    fails_saying "jackdaw-setup"
    rm "$scene/usr/lib/jackdaw/jackdaw-setup"
    run jackdaw-cli report
    fails_saying "LibTorch 2.11" "JACKDAW_LIBTORCH"
}

theChecksStartWithoutLibTorch() {
    mkdir "$scene/usr/lib/jackdaw/libs"
    run device-check o.jsonl
    succeeds
    [ "$out" = "device-check: $scene/usr/lib/jackdaw/libs: o.jsonl" ] || complain "not started alone"
    holds "$err" "LibTorch"
}

theWindowThatAsksHasTheBundlesLibrariesAndWhatFetchesHasNot() {
    mkdir -p "$scene/usr/lib/jackdaw/libs/display"
    printf '#!/bin/bash\necho "asks: $LD_LIBRARY_PATH"\nexec "%s" --yes\n' "$scene/usr/bin/jackdaw-setup" \
        >"$scene/usr/lib/jackdaw/jackdaw-setup-window"
    chmod +x "$scene/usr/lib/jackdaw/jackdaw-setup-window"
    stand_in unzip "echo \"unzip: \$LD_LIBRARY_PATH\" >>$scene/unzip.log; exec $(command -v unzip) \"\$@\""
    run DISPLAY=:9 LD_LIBRARY_PATH=/mine jackdaw report
    succeeds
    holds "$out" "asks: $scene/usr/lib/jackdaw/libs:"
    [ "$(sort -u "$scene/unzip.log")" = "unzip: /mine" ] || complain "the system's programs got them: $(cat "$scene/unzip.log")"
}

theExitCodeIsTheProgrammes() {
    make_libtorch "$scene/system/$NAME"
    printf '#!/bin/sh\nexit 7\n' >"$scene/usr/lib/jackdaw/jackdaw-cli"
    run jackdaw-cli
    [ "$status" -eq 7 ] || complain "exit status $status, not 7"
}

whoClickedAnIconIsAskedInAWindow() {
    printf '#!/bin/sh\nmkdir -p "%s/torch/lib" && touch "%s/torch/lib/libtorch_cpu.so"\n' \
        "$scene/system/$NAME" "$scene/system/$NAME" >"$scene/usr/lib/jackdaw/jackdaw-setup-window"
    chmod +x "$scene/usr/lib/jackdaw/jackdaw-setup-window"
    run DISPLAY=:9 jackdaw report 'a b'
    succeeds
    holds "$out" "jackdaw: $scene/system/$NAME/torch/lib"
}

nothingIsFetchedUnlessSomebodySaidSo() {
    run jackdaw-setup
    fails_saying "jackdaw-setup --yes"
    holds "$err" "544 MB to download"
    holds "$err" "$scene/cache/jackdaw/$NAME"
    absent "$scene/cache/jackdaw"
}

whatWouldBeFetchedIsTold() {
    run jackdaw-setup --tell
    succeeds
    holds "$out" "544 MB to download, goes to $scene/cache/jackdaw/$NAME"
    absent "$scene/cache/jackdaw"
}

aUsersSetupGoesToTheCacheAndTheProgramStarts() {
    run jackdaw-setup --yes
    succeeds
    absent "$scene/system"
    absent "$scene/cache/jackdaw/$NAME/torch/lib/libtorch_cuda.so"
    run jackdaw-cli report 'a b'
    starts_with_libtorch_of "$scene/cache/jackdaw/$NAME"
    rm "$scene"/wheels/*
    run jackdaw-setup --yes
    succeeds
    holds "$err" "there already"
    run jackdaw-setup --where
    [ "$out" = "$scene/cache/jackdaw/$NAME" ] || complain "it is elsewhere"
}

rootsSetupIsForAllUsers() {
    stand_in id 'echo 0'
    run jackdaw-setup --yes --gpu
    succeeds
    present "$scene/system/$NAME/torch/lib/libtorch_cuda.so"
    absent "$scene/cache/jackdaw"
    stand_in id 'echo 1000'
    run jackdaw-cli report 'a b'
    starts_with_libtorch_of "$scene/system/$NAME"
}

givenWheelsAreTakenWithoutNetworkOrPip() {
    stand_in python3 'exit 1'
    mv "$scene/wheels" "$scene/my wheels"
    run PIP_FIND_LINKS= jackdaw-setup --yes --offline "$scene/my wheels"
    succeeds
    present "$scene/cache/jackdaw/$NAME/torch/lib/libtorch_cpu.so"
    present "$scene/cache/jackdaw/$NAME/nvidia/cu13/lib/libcupti.so.13"
    [ "$(find "$scene/my wheels" -name '*.whl' | wc -l)" -eq 5 ] || complain "given files are gone"
}

aGivenWheelWithAnotherHashIsRefused() {
    printf 'x' >>"$scene"/wheels/torch-*.whl
    run jackdaw-setup --yes --offline "$scene"/wheels/*.whl
    fails_saying "torch==2.11.0" "--list"
    absent "$scene/cache/jackdaw/$NAME"
    absent "$scene/cache/jackdaw/$NAME.part"
}

aGivenFileThatIsNotThereIsNamed() {
    run jackdaw-setup --yes --offline /nowhere.whl
    fails_saying "/nowhere.whl"
    run jackdaw-setup --offline
    fails_saying "--offline"
}

aFetchedWheelWithAnotherHashIsRefused() {
    printf 'x' >>"$scene"/wheels/torch-*.whl
    run jackdaw-setup --yes
    fails_saying hash
    absent "$scene/cache/jackdaw/$NAME"
}

theListNamesWheelsAndHashes() {
    run jackdaw-setup --list
    succeeds
    holds "$out" "torch==2.11.0 --hash=sha256:"
    lacks "$out" cublas
    run jackdaw-setup --gpu --list
    holds "$out" cublas
}

whatWasFetchedIsRemoved() {
    run jackdaw-setup --yes
    run jackdaw-setup --remove
    succeeds
    absent "$scene/cache/jackdaw/$NAME"
    run jackdaw-setup --where
    fails_saying "not on this machine"
}

anUnknownOptionIsNamed() {
    run jackdaw-setup --fast
    fails_saying "'--fast'" "--help"
}

theManualPageHasEveryOption() {
    local option
    run jackdaw-setup --help
    succeeds
    while read -r option; do
        grep -qF -- "${option//-/\\-}" "$project/packaging/installed/jackdaw-setup.1" || complain "the page lacks $option"
    done < <(grep -oE '^  --[a-z]+' "$scene/out")
}

run_cases "${BASH_SOURCE[0]}"
