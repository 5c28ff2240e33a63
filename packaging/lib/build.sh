# SPDX-FileCopyrightText: 2026 The Jackdaw authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Configuring and building. A preset's tree starts with what the first command needs and grows: `cli` builds no window,
# `window` adds it, `test` adds tests and benchmarks. It never shrinks, so that commands in turn rebuild nothing.

use_preset() {
    JACKDAW_PRESET=$1
    JACKDAW_BUILD="$JACKDAW_ROOT/build/$1"
    [ -n "$(preset_names "$1")" ] || fail "There is no preset '$1' in CMakePresets.json; take dev, dev-asan, dev-tsan, dev-coverage or release."
}

preset_names() {
    grep -E "\"name\": \"$1\"" "$JACKDAW_ROOT/CMakePresets.json" | head -n 1
}

# Configures with the given parts (WINDOW, TESTS, BENCHMARKS) added to those that the tree has already.
configure() {
    local -a options=()
    local part state libtorch
    libtorch=$(libtorch_folder)
    for part in WINDOW TESTS BENCHMARKS; do
        [[ $part == BENCHMARKS && $JACKDAW_PRESET == *san ]] && continue
        state=OFF
        if [[ " $* " == *" $part "* ]] || [ "$(cached "JACKDAW_$part")" = ON ]; then state=ON; fi
        options+=("-DJACKDAW_$part=$state")
    done
    # Other compilers than the one that the project is written with warn of other things.
    is_debian_12 || options+=("-DJACKDAW_WERROR=OFF")
    options+=("-DJACKDAW_LIBTORCH=$libtorch" "-DJACKDAW_CUDA=$(kernels_wanted)")
    is_configured "${options[@]}" && return
    # What was found in another LibTorch must be found again in this one.
    [ "$(cached JACKDAW_LIBTORCH)" = "$libtorch" ] || options+=(-U 'LibTorch_*')
    say "Configuring build/$JACKDAW_PRESET"
    run_cmake --preset "$JACKDAW_PRESET" "${options[@]}"
}

is_configured() {
    local option
    [ -e "$JACKDAW_BUILD/build.ninja" ] || return
    for option in "$@"; do
        option=${option#-D}
        [ "$(cached "${option%%=*}")" = "${option#*=}" ] || return
    done
}

# The value of a variable in the tree's CMake cache.
cached() {
    sed -n "s/^$1:[A-Z]*=//p" "$JACKDAW_BUILD/CMakeCache.txt" 2>/dev/null
}

# CMake's own lines are of use only when it fails.
run_cmake() {
    local log="$JACKDAW_BUILD.configure.log"
    mkdir -p "$JACKDAW_ROOT/build" || fail "Cannot write to $JACKDAW_ROOT: the project is built in its folder 'build'."
    (cd "$JACKDAW_ROOT" && cmake "$@") >"$log" 2>&1 && return
    show_log_end "$log"
    fail "CMake could not configure build/$JACKDAW_PRESET; its lines above say why (whole log: $log)."
}

# Builds the given targets (none: all that the tree is configured for).
build() {
    if [ -t 2 ]; then
        ninja_here "$@" >&2 || build_failed
    else
        ninja_here "$@" 2>&1 | thin_out >&2 || build_failed
    fi
}

ninja_here() {
    NINJA_STATUS='[%f/%t] ' nice ninja -C "$JACKDAW_BUILD" ${JACKDAW_JOBS:+-j "$JACKDAW_JOBS"} "$@"
}

build_failed() {
    fail "The build of build/$JACKDAW_PRESET failed; the compiler's lines above say where."
}

# Where nobody watches a terminal: of ninja's progress lines one every twenty, and all that is not progress.
thin_out() {
    local line
    while IFS= read -r line; do
        if [[ $line =~ ^\[([0-9]+)/([0-9]+)\]\  ]]; then
            ((BASH_REMATCH[1] > 0 && (BASH_REMATCH[1] % 20 == 0 || BASH_REMATCH[1] == BASH_REMATCH[2]))) || continue
        fi
        case $line in ninja:\ Entering* | ninja:\ no\ work* | '-- '* | ' * '*) continue ;; esac
        printf '%s\n' "$line"
    done
    return 0
}
