#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Jackdaw authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What a bundle for checks takes with it, on small libraries that are called as those that have stand-ins.
# Argument: the project's folder.
set -euo pipefail

project=$(cd "$1" && pwd)
if ! command -v cc >/dev/null; then
    echo "SKIP-ALL: there is no C compiler here"
    exit 0
fi
for file in say bundle stand_ins; do
    # shellcheck source=/dev/null
    . "$project/packaging/lib/$file.sh"
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0
unset LD_LIBRARY_PATH

complain() {
    printf 'FAIL %s\n' "$1"
    failures=$((failures + 1))
}

libtorch_folder() { printf '%s' "$work/torch"; }

# Arguments: name, source, further words for the compiler.
library() {
    local name=$1 source=$2
    shift 2
    printf '%s\n' "$source" |
        cc -shared -fPIC -x c - -x none -o "$work/$name" "-Wl,-soname,$name" -L"$work" "-Wl,-rpath,$work" -Wl,--no-as-needed "$@"
}

# A program asks a codec's library, which asks an encoder's, which asks one more: the encoder has a stand-in.
mkdir "$work/torch"
library libdeep.so.1 'int deep(void) { return 7; }'
printf 'AOM_1 { global: aom_go; aom_old; aom_data; };\n' >"$work/versions"
library libaom.so.3 'int deep(void); int aom_data = 5; int aom_go(void) { return deep(); } int aom_old(void) { return 1; }' \
    "-Wl,--version-script=$work/versions" -l:libdeep.so.1
library libcodec.so.1 'int aom_go(void); extern int aom_data; int go(void) { return aom_go() + (aom_data ? 10 : 20); }' \
    -l:libaom.so.3
printf 'int printf(const char*, ...); int go(void); int main(void) { printf("%%d\\n", go()); return 0; }\n' >"$work/main.c"
cc -o "$work/program" "$work/main.c" -L"$work" -l:libcodec.so.1 "-Wl,-rpath,$work" "-Wl,-rpath-link,$work"
[ "$("$work/program")" = 17 ] || complain "the program itself"

copy_needed "$work/libs" "$work/program"
files=$(find "$work/libs" -type f -printf '%f\n' | sort | tr '\n' ' ')
[ "$files" = "libaom.so.3 libcodec.so.1 " ] || complain "other files: $files"
# Away from the libraries that it was built with.
mkdir "$work/away"
mv "$work"/*.so.* "$work/away/"
answer=$(LD_LIBRARY_PATH="$work/libs" "$work/program" 2>"$work/err") || complain "it does not start: $(cat "$work/err")"
[ "$answer" = 20 ] || complain "its function returns something: $answer"
[ ! -s "$work/err" ] || complain "the loader complains: $(cat "$work/err")"
lacking=$(LD_LIBRARY_PATH="$work/libs" ldd -r "$work/program" | grep -E 'not found|undefined' || true)
[ -z "$lacking" ] || complain "$lacking"

# What is not on this machine is named.
message=$( (copy_needed "$work/none" "$work/program") 2>&1) && complain "a library that is missing was not noticed"
[[ $message == *libcodec.so.1* ]] || complain "it is not named: $message"

echo "$failures failures"
[ "$failures" -eq 0 ]
