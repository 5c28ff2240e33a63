# SPDX-FileCopyrightText: 2026 The Jackdaw authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Fetching pinned wheels into a folder of the user's cache, checked, and put in place in one step. Whoever fetches says
# what by these variables, local to it:
#
#   what    its name in messages       size  of the download, in words
#   folder  where it goes              mib   most disk that it takes: pip keeps every wheel twice for a moment
#   wheels  one a line, with hashes    own   the variable that names one of the user's own
#   pins    the folder of their list   unpack  function that unpacks one: WHEEL FOLDER
#   elsewhere  what to do to have it elsewhere, if not by XDG_CACHE_HOME
#
# shellcheck disable=SC2154 # these variables

readonly WHEELS_STAMP=jackdaw-set.txt

cache_folder() {
    printf '%s/jackdaw' "${XDG_CACHE_HOME:-${HOME:?HOME is not set: set XDG_CACHE_HOME to a folder for downloads}/.cache}"
}

# The stamp is the list of wheels with their hashes. Arguments: folder, list.
has_wheels() {
    [ -e "$1/$WHEELS_STAMP" ] && cmp -s "$1/$WHEELS_STAMP" <(printf '%s\n' "$2")
}

need_wheels() {
    has_wheels "$folder" "$wheels" && return
    check_system_for_wheels
    need_packages fetch
    mkdir -p "$(cache_folder)" 2>/dev/null || fail "Cannot create the folder $(cache_folder): ${elsewhere:-set XDG_CACHE_HOME to a writable folder}."
    fetch_locked
}

check_system_for_wheels() {
    [ "$(uname -s)-$(uname -m)" = Linux-x86_64 ] ||
        fail "There is no pinned $what for $(uname -s) on $(uname -m) (only Linux on x86_64):" \
            "set $own to one of your own."
}

check_disk() {
    local free
    free=$(df -Pm "$(cache_folder)" | awk 'NR == 2 { print $4 }')
    [ "$free" -ge "$mib" ] ||
        fail "Not enough disk for $what in $(cache_folder): $mib MiB needed, $free MiB free." \
            "Free some space or ${elsewhere:-set XDG_CACHE_HOME to a folder on a larger disk}."
}

# Two runs at a time would unpack over each other: the second waits, then finds the first one's result.
fetch_locked() {
    (
        flock 9
        has_wheels "$folder" "$wheels" || fetch_wheels
    ) 9>"$folder.lock"
}

fetch_wheels() {
    local part="$folder.part"
    rm -rf "$part"
    check_disk
    # shellcheck disable=SC2064 # the folder of now is meant
    trap "rm -rf '$part'" EXIT
    mkdir -p "$part/wheels" "$part/tmp" "$part/files"
    download_wheels "$part"
    unpack_wheels "$part"
    put_in_place "$part"
    say "$what is in $folder."
}

# Debian's pip, the user's own settings (PIP_*) left as they are. Its download cache would keep the wheels twice.
download_wheels() {
    local part=$1 platform
    local -a options=(--no-deps --only-binary=:all: --require-hashes --no-cache-dir
        --python-version 3.11 --implementation cp --dest "$part/wheels")
    for platform in 2_28 2_27 2_25 2_24 2_18 2_17 2_12; do
        options+=(--platform "manylinux_${platform}_x86_64")
    done
    options+=(--platform manylinux2014_x86_64)
    [ -t 2 ] || options+=(--quiet)
    printf '%s\n' "$wheels" >"$part/requirements.txt"
        say "Fetching $what ($size to download)"
    TMPDIR="$part/tmp" pip_command download "${options[@]}" -r "$part/requirements.txt" 2>"$part/pip.log" ||
        explain_pip_failure "$part/pip.log"
}

# The pip of the first python3 that has one: a python3 earlier on PATH than Debian's may come without.
pip_command() {
    local python wheel
    for python in python3 /usr/bin/python3; do
        if "$python" -c 'import pip' 2>/dev/null; then
            "$python" -m pip "$@"
            return
        fi
    done
    # Debian's python3-pip-whl: pip alone, without the compilers that python3-pip comes with.
    for wheel in /usr/share/python-wheels/pip-*.whl; do
        if [ -e "$wheel" ] && have python3; then
            PYTHONPATH=$wheel python3 -m pip "$@"
            return
        fi
    done
    echo "No module named pip" >&2
    return 1
}

explain_pip_failure() {
    local log=$1
    show_log_end "$log"
    if grep -q 'HASHES' "$log"; then
        fail "A wheel does not have the hash that $pins names, so nothing was unpacked: run the command" \
            "again; if it stays so, the index or a proxy delivers another file."
    elif grep -q 'CERTIFICATE_VERIFY_FAILED' "$log"; then
        fail "The package index shows a certificate that this machine does not trust, as a proxy of your network may do:" \
            "set PIP_CERT to a file with its certificate and run the command again, or set $own to one of your own."
    elif grep -q 'No space left' "$log"; then
        fail "The disk became full while fetching $what into $(cache_folder): free some space or ${elsewhere:-set XDG_CACHE_HOME}."
    elif grep -q 'No module named pip' "$log"; then
        fail "Python 3 has no pip, which fetches $what: install what your system calls python3-pip," \
            "or set $own to one of your own."
    elif grep -qE 'NewConnectionError|ConnectTimeout|ConnectionError|Retrying|timed out|Max retries|ProxyError' "$log"; then
        fail "No network: $what could not be fetched from the package index. Check the connection (or pip's own" \
            "settings, PIP_INDEX_URL and the like) and run the command again, or set $own."
    fi
    fail "pip could not fetch $what; its lines above say why. Mend that, or set $own to one of your own."
}

unpack_wheels() {
    local part=$1 wheel
    say "Unpacking"
    for wheel in "$part"/wheels/*.whl; do
        "$unpack" "$wheel" "$part/files" 2>"$part/unzip.log" ||
            fail "Could not unpack $(basename "$wheel") into $(cache_folder): $(tail -n 1 "$part/unzip.log")"
        rm -f "$wheel"
    done
    printf '%s\n' "$wheels" >"$part/files/$WHEELS_STAMP"
}

# Unzips what is wanted. Arguments: wheel, folder, then unzip's patterns. 11 and 1: some of them match nothing.
unzip_wheel() {
    local status=0 wheel=$1 target=$2
    shift 2
    unzip -q -o "$wheel" "$@" -d "$target" || status=$?
    [ "$status" -eq 0 ] || [ "$status" -eq 11 ] || [ "$status" -eq 1 ]
}

# A folder of the same name from before (another list) is replaced in one step, never written into.
put_in_place() {
    local part=$1
    [ -e "$folder" ] && mv "$folder" "$part/replaced"
    mv "$part/files" "$folder"
}
