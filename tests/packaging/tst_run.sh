#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Jackdaw authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# packaging/run in a copy of its files with stand-ins for the compiler, the package manager and the wheels (small ones);
# pip and unzip are the real ones. Nothing outside a temporary folder is touched, no network is used.
# Argument: the project's folder.
#
# shellcheck disable=SC2016 # stand-ins are written, not expanded
set -euo pipefail

# shellcheck source=tests/packaging/scene.sh
. "$(dirname "${BASH_SOURCE[0]}")/scene.sh" "$1"
unset JACKDAW_PRESET JACKDAW_JOBS JACKDAW_LIBTORCH JACKDAW_CUDA DISPLAY WAYLAND_DISPLAY "${!PIP_@}"

# --- The scene: a project copy, a folder of stand-ins first on PATH, an empty cache, a folder with small wheels.

new_scene() {
    scene="$work/$1"
    mkdir -p "$scene/bin" "$scene/project/packaging" "$scene/project/build/release/app/cli" "$scene/cache" "$scene/wheels"
    cp -r "$project/packaging/run" "$project/packaging/lib" "$project/packaging/packages" "$project/packaging/libtorch" \
        "$project/packaging/nvcc" "$scene/project/packaging/"
    cp "$project/CMakePresets.json" "$scene/project/"
    printf 'ID=debian\nVERSION_ID="12"\n' >"$scene/os-release"
    stand_in dpkg-query 'for name in "${@:4}"; do echo "ii  $name"; done'
    stand_in apt-get 'echo "$*" >>'"$scene"'/apt.log'
    stand_in ninja 'echo "[1/1] built"; echo "$*" >>'"$scene"'/ninja.log'
    stand_in cmake "$(fake_cmake)"
    program release cli/jackdaw-cli 'echo "the program: $*"'
    program dev cli/jackdaw-cli 'echo "the developers program: $*"'
    make_wheels "$scene/wheels" "$scene/project/packaging"
}

# A program that was built. Arguments: preset, folder and name, what it does.
program() {
    local file="$scene/project/build/$1/app/$2"
    mkdir -p "$(dirname "$file")"
    printf '#!/bin/bash\n%s\n' "$3" >"$file"
    chmod +x "$file"
}

# Writes the -D options into a cache file as the real one does.
fake_cmake() {
    cat <<'FAKE'
echo "$*" >>"$SCENE/cmake.log"
tree=$SCENE/project/build/release
[[ " $* " == *" --preset dev "* ]] && tree=$SCENE/project/build/dev
mkdir -p "$tree" && touch "$tree/build.ninja"
for option in "$@"; do
    [[ $option == -DJACKDAW_LIBTORCH=* ]] && echo "JACKDAW_LIBTORCH:PATH=${option#*=}"
    [[ $option == -D*=O[NF]* ]] && option=${option#-D} && echo "${option%%=*}:BOOL=${option#*=}"
done >"$tree/CMakeCache.txt"
exit 0
FAKE
}

# Runs packaging/run from another directory. Arguments NAME=VALUE come first. Leaves status, out, err.
run() {
    status=0
    (
        cd /
        export SCENE="$scene" PATH="$scene/bin:$PATH" XDG_CACHE_HOME="$scene/cache" JACKDAW_OS_RELEASE="$scene/os-release"
        export PIP_NO_INDEX=1 PIP_FIND_LINKS="$scene/wheels" PIP_CONFIG_FILE=/dev/null JACKDAW_CUDA=off
        export JACKDAW_TOOLKIT="$scene/toolkit"
        while [[ $1 == *=* ]]; do
            export "${1?}"
            shift
        done
        "$scene/project/packaging/run" "$@"
    ) >"$scene/out" 2>"$scene/err" </dev/null || status=$?
    out=$(cat "$scene/out")
    err=$(cat "$scene/err")
}

libtorch() {
    printf '%s' "$scene/cache/jackdaw/libtorch-2.11.0/$1"
}

# --- The cases.

helpNamesEveryCommand() {
    run help
    succeeds
    for command in demo test build window cli package bundle check bench help; do holds "$out" "  $command "; done
}

anUnknownCommandIsNamed() {
    run dance
    fails_saying "'dance'"
}

anUnknownPresetIsNamed() {
    run JACKDAW_PRESET=fast build
    fails_saying "'fast'" "release"
}

theCpuSetIsFetchedCheckedAndUnpacked() {
    run cli --help
    succeeds
    present "$(libtorch torch/include/torch/csrc/api/include/torch/torch.h)"
    present "$(libtorch torch/lib/libtorch_cpu.so)"
    present "$(libtorch nvidia/cu13/lib/libcupti.so.13)"
    absent "$(libtorch torch/lib/libtorch_cuda.so)"
    absent "$(libtorch torch/nn)"
    absent "$scene/cache/jackdaw/libtorch-2.11.0.part"
    holds "$(cat "$scene/cmake.log")" "-DJACKDAW_LIBTORCH=$scene/cache/jackdaw/libtorch-2.11.0"
}

onlyTheProgramWritesToStdout() {
    run cli plan 'a b'
    succeeds
    [ "$out" = "the program: plan a b" ] || complain "stdout holds more"
}

aSecondRunFetchesAndConfiguresNothing() {
    run cli
    rm "$scene"/wheels/* "$scene/cmake.log"
    run cli
    succeeds
    absent "$scene/cmake.log"
    absent "$scene/apt.log"
    lacks "$err" Fetching
}

usersGetTheRelease() {
    run demo
    succeeds
    [ "$out" = "the program: demo" ] || complain "another program ran"
    holds "$(cat "$scene/cmake.log")" "--preset release "
    lacks "$(cat "$scene/cmake.log")" WERROR
}

whoHasADevelopersTreeGetsItsProgram() {
    run build
    run cli plan
    succeeds
    [ "$out" = "the developers program: plan" ] || complain "another program ran"
    run JACKDAW_PRESET=release cli plan
    [ "$out" = "the program: plan" ] || complain "the preset that was asked for is not taken"
}

aTreeGrowsAndNeverShrinks() {
    run build
    holds "$(cat "$scene/cmake.log")" "-DJACKDAW_WINDOW=ON -DJACKDAW_TESTS=OFF"
    rm "$scene/cmake.log"
    run cli
    succeeds
    absent "$scene/cmake.log"
}

theCudaSetReplacesTheCpuSet() {
    stand_in nvcc ''
    run cli
    run JACKDAW_CUDA=on cli
    succeeds
    present "$(libtorch torch/lib/libtorch_cuda.so)"
    present "$(libtorch nvidia/cu13/lib/libcublas.so.13)"
    rm "$scene"/wheels/*
    run cli
    succeeds
    lacks "$err" Fetching
}

# PATH with all commands but these.
path_without() {
    local folder
    mkdir "$scene/all"
    for folder in /usr/sbin /usr/bin /sbin /bin; do ln -sf "$folder"/* "$scene/all/" 2>/dev/null || true; done
    for command in "$@"; do rm -f "$scene/all/$command" "$scene/bin/$command"; done
    printf '%s' "$scene/bin:$scene/all"
}

theKernelsCompilerIsFetchedWhereThereIsNone() {
    run "PATH=$(path_without nvcc)" JACKDAW_CUDA=on cli
    succeeds
    local folder="$scene/cache/jackdaw/nvcc-13.0.88/nvidia/cu13"
    [ -x "$folder/bin/nvcc" ] || complain "nvcc cannot be run"
    [ -x "$folder/nvvm/bin/cicc" ] || complain "cicc cannot be run"
    absent "$folder/lib/x.a"
    holds "$err" "NVIDIA's compiler (101 MB to download)"
    holds "$(cat "$scene/cmake.log")" "-DJACKDAW_CUDA=ON"
    rm "$scene"/wheels/*
    run "PATH=$scene/bin:$scene/all" JACKDAW_CUDA=on cli
    succeeds
    lacks "$err" Fetching
}

theMachinesOwnCompilerIsTaken() {
    mkdir -p "$scene/toolkit/bin"
    printf '#!/bin/bash\n' >"$scene/toolkit/bin/nvcc"
    chmod +x "$scene/toolkit/bin/nvcc"
    run "PATH=$(path_without nvcc)" JACKDAW_CUDA=on cli
    succeeds
    absent "$scene/cache/jackdaw/nvcc-13.0.88"
}

whereNobodyAsksForAGpuNothingOfItIsFetched() {
    run "PATH=$(path_without nvcc)" JACKDAW_CUDA=auto cli
    succeeds
    absent "$(libtorch torch/lib/libtorch_cuda.so)"
    absent "$scene/cache/jackdaw/nvcc-13.0.88"
    holds "$(cat "$scene/cmake.log")" "-DJACKDAW_CUDA=AUTO"
}

theDeviceCheckIsBuiltAndRun() {
    program release device_check/device-check 'echo "the check: $*"'
    run device-check --parts pools out.jsonl
    succeeds
    [ "$out" = "the check: --parts pools out.jsonl" ] || complain "another program ran"
    holds "$(cat "$scene/ninja.log")" " jackdaw-cli device-check gpu-check network-check student-check"
}

aWrongHashIsRefused() {
    printf 'x' >>"$scene"/wheels/torch-*.whl
    run cli
    fails_saying hash packaging/libtorch
    absent "$(libtorch '')"
    absent "$scene/cache/jackdaw/libtorch-2.11.0.part"
}

noNetworkIsSaid() {
    run PIP_NO_INDEX=0 PIP_FIND_LINKS= PIP_RETRIES=1 PIP_INDEX_URL=http://127.0.0.1:9/simple cli
    fails_saying "No network" JACKDAW_LIBTORCH
    absent "$(libtorch '')"
}

aCertificateThatNobodyTrustsIsSaid() {
    stand_in python3 '[ "$1" = -c ] && exit 0; echo "SSLError CERTIFICATE_VERIFY_FAILED ConnectionError" >&2; exit 1'
    run cli
    fails_saying certificate PIP_CERT
}

thePackageIsMadeOfTheRelease() {
    mkdir -p "$scene/project/build/release" "$scene/project/build/package"
    touch "$scene/project/build/package/jackdaw_1_amd64.deb"
    stand_in cpack "echo \"\$PWD\" >$scene/cpack.log"
    stand_in dpkg-shlibdeps ''
    run package
    succeeds
    [ "$(cat "$scene/cpack.log")" = "$scene/project/build/release" ] || complain "packed elsewhere"
    holds "$(cat "$scene/ninja.log")" "jackdaw-cli jackdaw jackdaw-setup-window jackdaw_package_files"
    holds "$out" jackdaw_1_amd64.deb
}

aBundleOfOtherThanTheCheckOrAllIsRefused() {
    run bundle --small
    fails_saying "'--small'" "--device"
}

aFailedPackageIsSaid() {
    mkdir -p "$scene/project/build/release"
    stand_in cpack 'echo "CPack Error: no"; exit 1'
    stand_in dpkg-shlibdeps ''
    run package
    fails_saying "could not make the package"
    holds "$err" "CPack Error: no"
}

anUnknownCheckIsNamed() {
    run check dancing
    fails_saying "'dancing'" tsan
}

aCheckThatFailsIsNamedAndTheOthersGoOn() {
    git -C "$scene/project" init -q
    stand_in reuse 'echo "a file has no licence"; exit 1'
    stand_in desktop-file-validate ''
    stand_in appstreamcli "touch $scene/looked"
    run check licences desktop
    fails_saying licences
    holds "$out" "a file has no licence"
    present "$scene/looked"
}

aWheelThatTheIndexLacksIsSaid() {
    rm "$scene"/wheels/nvidia_cuda_cupti*
    run cli
    fails_saying "pip could not fetch" JACKDAW_LIBTORCH
}

aFullDiskIsSaidBeforeAnythingIsFetched() {
    stand_in df 'printf "Filesystem blocks Used Available\n/dev/x 100 90 10 90%% /\n"'
    run cli
    fails_saying "1300 MiB needed" "10 MiB free" XDG_CACHE_HOME
    lacks "$err" Fetching
}

aDamagedWheelIsSaid() {
    local wheel
    wheel=$(ls "$scene"/wheels/torch-*.whl)
    echo 'no archive' >"$wheel"
    sed -i "s/\(torch==2.11.0 --hash=sha256:\).*/\1$(sha256sum "$wheel" | cut -d' ' -f1)/" \
        "$scene/project/packaging/libtorch/cpu.txt"
    run cli
    [ "$status" -ne 0 ] || complain "succeeded"
    absent "$(libtorch '')"
}

aSystemWithoutWheelsIsSaid() {
    stand_in uname 'if [ "$1" = -m ]; then echo riscv64; else echo Linux; fi'
    run cli
    fails_saying riscv64 JACKDAW_LIBTORCH
}

aCacheThatCannotBeWrittenIsSaid() {
    run XDG_CACHE_HOME=/dev/null/cache cli
    fails_saying /dev/null/cache/jackdaw XDG_CACHE_HOME
}

anOwnLibTorchIsUsedAndNothingFetched() {
    mkdir -p "$scene/own/torch/include/torch/csrc/api/include/torch"
    touch "$scene/own/torch/include/torch/csrc/api/include/torch/torch.h"
    run "JACKDAW_LIBTORCH=$scene/own" cli
    succeeds
    holds "$(cat "$scene/cmake.log")" "-DJACKDAW_LIBTORCH=$scene/own"
    absent "$scene/cache/jackdaw"
}

anotherLibTorchIsLookedForAnew() {
    anOwnLibTorchIsUsedAndNothingFetched
    run cli
    succeeds
    holds "$(tail -n 1 "$scene/cmake.log")" "-U LibTorch_*"
}

anOwnFolderWithoutLibTorchIsNamed() {
    run "JACKDAW_LIBTORCH=$scene" cli
    fails_saying "'$scene'"
}

aMistypedCudaSwitchIsNamed() {
    run JACKDAW_CUDA=perhaps cli
    fails_saying "'perhaps'" "on, off or auto"
}

missingPackagesAreInstalledOnce() {
    stand_in dpkg-query "[ -e $scene/apt.log ] || { echo 'un  cmake'; exit 1; }; for n in \"\${@:4}\"; do echo \"ii  \$n\"; done"
    stand_in id 'echo 0'
    run cli
    succeeds
    holds "$(cat "$scene/apt.log")" "install --no-install-recommends --yes"
    holds "$(cat "$scene/apt.log")" " cmake "
    [ "$(grep -c ' install ' "$scene/apt.log")" -eq 1 ] || complain "installed twice"
}

withoutRootSudoIsUsedAndSaid() {
    stand_in dpkg-query "[ -e $scene/apt.log ] || exit 1; for n in \"\${@:4}\"; do echo \"ii  \$n\"; done"
    stand_in id 'echo 1000'
    stand_in sudo "echo through sudo >>$scene/sudo.log; exec \"\$@\""
    run cli
    succeeds
    holds "$err" "through sudo"
    present "$scene/sudo.log"
}

packagesWithoutNetworkAreSaid() {
    stand_in dpkg-query 'exit 1'
    stand_in id 'echo 0'
    stand_in apt-get "echo \"E: Failed to fetch: Temporary failure resolving 'mirror'\" >&2; exit 100"
    run cli
    fails_saying network
}

packagesOnAFullDiskAreSaid() {
    stand_in dpkg-query 'exit 1'
    stand_in id 'echo 0'
    stand_in apt-get "echo \"E: You don't have enough free space in /var/cache/apt/archives/.\" >&2; exit 100"
    run cli
    fails_saying "disk is full"
}

anotherSystemGoesOnWhereEverythingIsThere() {
    printf 'ID=fedora\nVERSION_ID=40\n' >"$scene/os-release"
    stand_in pkg-config 'exit 0'
    stand_in c++ 'exit 0'
    run cli
    succeeds
    absent "$scene/apt.log"
    # Its compiler may warn of other things.
    holds "$(cat "$scene/cmake.log")" "-DJACKDAW_WERROR=OFF"
}

anotherSystemIsToldTheOneCommandBeforeAnythingIsFetched() {
    local system install
    while read -r system install; do
        printf 'ID=%s\nVERSION_ID=%s\n' "${system%-*}" "${system#*-}" >"$scene/os-release"
        stand_in pkg-config '[ "$2" != libxxhash ]'
        stand_in c++ 'exit 0'
        run "PATH=$(path_without ninja)" cli
        fails_saying "not Debian 12" "sudo $install"
        lacks "$err" Fetching
        absent "$(libtorch '')"
        rm -r "$scene/all"
    done <<'SYSTEMS'
debian-13 apt install libxxhash-dev ninja-build
ubuntu-24.04 apt install libxxhash-dev ninja-build
fedora-40 dnf install ninja-build xxhash-devel
arch- pacman -S ninja xxhash
SYSTEMS
}

aHeaderThatIsMissingIsNoticed() {
    printf 'ID=fedora\nVERSION_ID=40\n' >"$scene/os-release"
    stand_in pkg-config 'exit 0'
    stand_in c++ '! grep -q opencv2/dnn.hpp'
    run cli
    fails_saying "sudo dnf install opencv-devel"
}

aSystemThatNobodyKnowsIsToldDebiansNames() {
    printf 'ID=plan9\n' >"$scene/os-release"
    stand_in pkg-config '[ "$2" != zlib ]'
    stand_in c++ 'exit 0'
    run cli
    fails_saying "not Debian 12" zlib1g-dev "what your system calls them"
}

everyPackageThatIsAskedForHasItsNames() {
    local name
    while read -r name; do
        # What only makes rebuilds faster is not needed elsewhere.
        [ "$name" = ccache ] && continue
        [ "$(awk -v name="$name" '$1 == name { print NF }' "$project/packaging/packages/names.txt")" = 6 ] ||
            complain "packages/names.txt has no whole line for $name"
    done < <(grep -hv '^#' "$project"/packaging/packages/{build,engine,bench,package}.txt)
}

aFailedConfigurationIsSaid() {
    stand_in cmake 'echo "CMake Error: something is missing"; exit 1'
    run cli
    fails_saying "could not configure"
    holds "$err" "something is missing"
}

aFailedBuildIsSaid() {
    stand_in ninja 'echo "FAILED: a.o"; exit 1'
    run cli
    fails_saying "build of build/release failed"
    holds "$err" "FAILED: a.o"
}

aProgramsExitCodeIsPassedOn() {
    program release cli/jackdaw-cli 'exit 7'
    run cli
    [ "$status" -eq 7 ] || complain "exit status $status, not 7"
}

withoutADisplayTheDemoRunsInTheTerminal() {
    run demo --windows 1
    succeeds
    [ "$out" = "the program: demo --windows 1" ] || complain "another program ran"
}

withADisplayTheDemoRunsInTheWindow() {
    program release window/jackdaw 'echo "the window: $*"'
    run DISPLAY=:9 demo
    succeeds
    [ "$out" = "the window: --demo" ] || complain "another program ran"
    holds "$(cat "$scene/cmake.log")" "-DJACKDAW_WINDOW=ON"
    run WAYLAND_DISPLAY=wayland-0 demo
    [ "$out" = "the window: --demo" ] || complain "another program ran on Wayland"
}

run_cases "${BASH_SOURCE[0]}"
