# SPDX-FileCopyrightText: 2026 The Jackdaw authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Checks beside the tests. The short ones need no build; the long ones build trees of their own and take hours.

readonly SHORT_CHECKS=(shell format licences desktop)
readonly LONG_CHECKS=(release fuzz soak tsan asan tidy)
# What threads meet in: the rooms whose tests need no tensors.
readonly THREADED_ROOMS=(engine/base engine/compute engine/session engine/runtime)

run_checks() {
    local -a parts=() rooms=()
    local part since=main failed='' begun
    while [ $# -gt 0 ]; do
        case $1 in
            --long) parts+=("${SHORT_CHECKS[@]}" "${LONG_CHECKS[@]}") ;;
            --since)
                since=${2:?--since needs a commit}
                shift
                ;;
            engine/*) rooms+=("$1") ;;
            *)
                is_check "$1" ||
                    fail "'$1' is no check: take ${SHORT_CHECKS[*]} ${LONG_CHECKS[*]} coverage, --long, or rooms such as engine/compute."
                parts+=("$1")
                ;;
        esac
        shift
    done
    [ ${#parts[@]} -gt 0 ] || parts=("${SHORT_CHECKS[@]}")
    cd "$JACKDAW_ROOT" || fail "Cannot go to $JACKDAW_ROOT."
    for part in "${parts[@]}"; do
        say "Check: $part"
        begun=$SECONDS
        # In the background: the shell stops at the first fault only where nobody asks how it ended.
        "check_$part" &
        wait $! || failed="$failed $part"
        say "Check: $part took $((SECONDS - begun)) s"
    done
    [ -z "$failed" ] || fail "These checks failed:$failed; their lines above say where."
    say "All checks passed: ${parts[*]}"
}

is_check() {
    [[ " ${SHORT_CHECKS[*]} ${LONG_CHECKS[*]} coverage " == *" $1 "* ]]
}

need_command() {
    have "$1" || fail "The command $1 is missing: install the package $2."
}

shell_scripts() {
    git ls-files -z '*.sh' .ci/run packaging/run packaging/make-sbom packaging/installed/jackdaw-setup \
        packaging/debian/postrm packaging/debian/postinst
}

check_shell() {
    need_command shellcheck shellcheck
    shell_scripts | xargs -0 shellcheck --shell=bash --external-sources
    local script
    for script in launch single_file; do sed 's/@[A-Z_]*@/1/g' "packaging/installed/$script.in" | shellcheck -; done
}

# What differs from the commit that --since names, new files included, each ended by a null.
changed_files() {
    local base
    base=$(git merge-base "$since" HEAD) || fail "There is no commit '$since' to compare with: name one by --since."
    { git diff -z --name-only --diff-filter=d "$base" -- "$@" && git ls-files -z --others --exclude-standard -- "$@"; } | sort -zu
}

check_format() {
    need_command clang-format-14 clang-format-14
    changed_files '*.cpp' '*.h' | xargs -0r -P "$(nproc)" -n 20 clang-format-14 --dry-run --Werror
}

check_licences() {
    need_command reuse reuse
    reuse lint
}

check_desktop() {
    need_command desktop-file-validate desktop-file-utils
    need_command appstreamcli appstream
    desktop-file-validate packaging/desktop/org.jackdaw.Jackdaw.desktop
    appstreamcli validate --no-net packaging/desktop/org.jackdaw.Jackdaw.metainfo.xml
}

# The test programs of rooms; of the runtime those with the fake learner, since LibTorch is not built for sanitizers.
tests_of() {
    local room
    for room in "$@"; do
        if [ "$room" = engine/runtime ]; then
            grep -l 'support/fake_' tests/"$room"/tst_*.cpp
        else
            printf '%s\n' tests/"$room"/tst_*.cpp
        fi
    done | sed -E 's|.*/(tst_[a-z0-9_]+)\.cpp|\1|'
}

# Arguments: preset, rooms.
check_sanitized() {
    local -a tests
    use_preset "$1"
    shift
    mapfile -t tests < <(tests_of "$@")
    prepare build engine window test -- TESTS >&2
    build "${tests[@]}"
    ctest --preset "$JACKDAW_PRESET" --parallel "${JACKDAW_JOBS:-$(nproc)}" -R "/($(
        IFS='|'
        printf '%s' "${tests[*]}"
    ))\$"
}

check_tsan() {
    # LibTorch's and Qt's own threads are not built for it.
    export TSAN_OPTIONS="halt_on_error=0 exitcode=66 ignore_noninstrumented_modules=1"
    if [ ${#rooms[@]} -eq 0 ]; then rooms=("${THREADED_ROOMS[@]}"); fi
    check_sanitized dev-tsan "${rooms[@]}"
}

check_asan() {
    export ASAN_OPTIONS="detect_leaks=1" UBSAN_OPTIONS="print_stacktrace=1 halt_on_error=1"
    if [ ${#rooms[@]} -eq 0 ]; then mapfile -t rooms < <(find tests/engine -mindepth 1 -maxdepth 1 -type d | sed 's|^tests/||' | sort); fi
    check_sanitized dev-asan "${rooms[@]}"
}

check_tidy() {
    need_command clang-tidy-19 clang-tidy-19
    local -a files tests
    mapfile -td '' files < <(changed_files '*.cpp')
    [ ${#files[@]} -gt 0 ] || { say "No source file changed since $since." && return; }
    use_preset dev
    prepare build engine window test -- WINDOW TESTS >&2
    # What moc makes of tests is included by them.
    mapfile -t tests < <(printf '%s\n' "${files[@]}" | sed -nE 's|^tests/.*/(tst_[a-z0-9_]+)\.cpp$|\1|p')
    if [ ${#tests[@]} -gt 0 ]; then build "${tests[@]}"; fi
    printf '%s\0' "${files[@]}" | xargs -0 -P "$(nproc)" -n 1 clang-tidy-19 -p "$JACKDAW_BUILD" --quiet --warnings-as-errors='*'
}

# What users get, as a package.
check_release() {
    run_package
}

# Every reader of files from outside, JACKDAW_FUZZ_SECONDS each (ten minutes).
check_fuzz() {
    use_preset dev
    prepare build engine window test -- WINDOW TESTS >&2
    ctest --preset dev -R '^fuzz/build$'
    local source name
    compgen -G "$JACKDAW_BUILD/tests/fuzz/targets/fuzz_*" >/dev/null || fail "The targets were not built: install clang-14 and libclang-rt-14-dev."
    for source in tests/fuzz/fuzz_*.cpp; do
        name=$(basename "$source" .cpp)
        tests/fuzz/run_target.sh run "$JACKDAW_BUILD/tests/fuzz/targets/$name" "tests/fuzz/corpus/${name#fuzz_}" \
            "${JACKDAW_FUZZ_SECONDS:-600}"
    done
}

# JACKDAW_HOURS (a day) of cameras that fail at random, in device time: memory, session and handles stay level.
check_soak() {
    use_preset dev
    prepare build engine window test -- TESTS >&2
    build soak
    "$JACKDAW_BUILD/tests/bench/soak" "${JACKDAW_HOURS:-24}"
}

# How many lines of the rooms' sources their own tests run through.
check_coverage() {
    need_command gcov g++
    if [ ${#rooms[@]} -eq 0 ]; then mapfile -t rooms < <(find tests/engine -mindepth 1 -maxdepth 1 -type d | sed 's|^tests/||' | sort); fi
    find build/dev-coverage -name '*.gcda' -delete 2>/dev/null || true
    check_sanitized dev-coverage "${rooms[@]}"
    local room
    for room in "${rooms[@]}"; do
        printf '%s %s\n' "$room" "$(lines_run "$room")"
    done
}

# "87.5 % of 1200 lines" of a room's .cpp files.
lines_run() {
    local objects="$JACKDAW_BUILD/$1/CMakeFiles" file work
    work=$(mktemp -d)
    while read -r file; do
        (cd "$work" && gcov -n "$file" 2>/dev/null)
    done < <(find "$objects" -name '*.gcno') | awk -v room="$1/" '
        /^File / { wanted = index($0, room) > 0 && index($0, ".cpp") > 0 }
        /^Lines executed:/ && wanted { split($0, parts, /[:% ]+/); run += parts[3] * parts[5] / 100; all += parts[5]; wanted = 0 }
        END { if (all > 0) printf "%.1f %% of %d lines", 100 * run / all, all; else printf "nothing was run" }'
    rm -rf "$work"
}
