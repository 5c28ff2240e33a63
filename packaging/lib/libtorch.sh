# SPDX-FileCopyrightText: 2026 The Jackdaw authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# LibTorch, taken from the pinned wheels in packaging/libtorch into the user's cache folder, where all build trees
# share it. Only C++ headers and libraries are unpacked; none of its Python is used.

readonly LIBTORCH_NAME=libtorch-2.11.0
readonly LIBTORCH_STAMP=jackdaw-set.txt

# Most disk that a fetch takes, in MiB: pip keeps every wheel twice for a moment.
readonly LIBTORCH_CPU_MIB=1300
readonly LIBTORCH_CUDA_MIB=5200

cache_folder() {
    printf '%s/jackdaw' "${XDG_CACHE_HOME:-${HOME:?HOME is not set: set XDG_CACHE_HOME to a folder for downloads}/.cache}"
}

# The folder that holds torch/.
libtorch_folder() {
    printf '%s' "${JACKDAW_LIBTORCH:-$(cache_folder)/$LIBTORCH_NAME}"
}

# Makes LibTorch present. A user's own one (JACKDAW_LIBTORCH) is only looked at.
need_libtorch() {
    if [ -n "${JACKDAW_LIBTORCH:-}" ]; then
        check_own_libtorch
        return
    fi
    local set
    set=$(wanted_set)
    has_set "$(libtorch_folder)" "$set" && return
    check_system_for_wheels
    need_packages fetch
    mkdir -p "$(cache_folder)" 2>/dev/null || fail "Cannot create the folder $(cache_folder): set XDG_CACHE_HOME to a writable folder."
    fetch_locked "$set"
}

check_own_libtorch() {
    local header
    for header in torch/include/torch/csrc/api/include/torch/torch.h include/torch/csrc/api/include/torch/torch.h; do
        [ -e "$JACKDAW_LIBTORCH/$header" ] && return
    done
    fail "JACKDAW_LIBTORCH is '$JACKDAW_LIBTORCH', which holds no LibTorch: expected torch/include and torch/lib in it."
}

wanted_set() {
    case ${JACKDAW_CUDA:-auto} in
        on) echo cuda ;;
        off) echo cpu ;;
        auto) if [ -e /proc/driver/nvidia/version ]; then echo cuda; else echo cpu; fi ;;
        *) fail "JACKDAW_CUDA is '$JACKDAW_CUDA': expected on, off or auto." ;;
    esac
}

# The stamp is the list of wheels with their hashes; the CUDA set holds all of the CPU set.
has_set() {
    local folder=$1 set=$2
    [ -e "$folder/$LIBTORCH_STAMP" ] || return
    cmp -s "$folder/$LIBTORCH_STAMP" <(set_wheels cuda) && return
    [ "$set" = cpu ] && cmp -s "$folder/$LIBTORCH_STAMP" <(set_wheels cpu)
}

set_wheels() {
    local list="$JACKDAW_ROOT/packaging/libtorch"
    grep -hv '^#' "$list/cpu.txt"
    if [ "$1" = cuda ]; then grep -hv '^#' "$list/cuda.txt"; fi
}

check_system_for_wheels() {
    [ "$(uname -s)-$(uname -m)" = Linux-x86_64 ] ||
        fail "There is no pinned LibTorch for $(uname -s) on $(uname -m) (only Linux on x86_64):" \
            "set JACKDAW_LIBTORCH to the folder of a LibTorch of your own."
}

check_disk() {
    local needed=$1 free
    free=$(df -Pm "$(cache_folder)" | awk 'NR == 2 { print $4 }')
    [ "$free" -ge "$needed" ] ||
        fail "Not enough disk for LibTorch in $(cache_folder): $needed MiB needed, $free MiB free." \
            "Free some space or set XDG_CACHE_HOME to a folder on a larger disk."
}

# Two runs at a time would unpack over each other: the second waits, then finds the first one's result.
fetch_locked() {
    local set=$1 cache
    cache=$(cache_folder)
    (
        flock 9
        has_set "$(libtorch_folder)" "$set" || fetch_libtorch "$set"
    ) 9>"$cache/$LIBTORCH_NAME.lock"
}

fetch_libtorch() {
    local set=$1 part mib=$LIBTORCH_CPU_MIB
    [ "$set" = cuda ] && mib=$LIBTORCH_CUDA_MIB
    part="$(cache_folder)/$LIBTORCH_NAME.part"
    rm -rf "$part"
    check_disk "$mib"
    # shellcheck disable=SC2064 # the folder of now is meant
    trap "rm -rf '$part'" EXIT
    mkdir -p "$part/wheels" "$part/tmp" "$part/files"
    download_wheels "$set" "$part"
    unpack_wheels "$set" "$part"
    put_in_place "$part" "$(libtorch_folder)"
    say "LibTorch is in $(libtorch_folder) and shared by all build trees."
}

# Debian's pip, the user's own settings (PIP_*) left as they are. Its download cache would keep the wheels twice.
download_wheels() {
    local set=$1 part=$2 platform
    local -a options=(--no-deps --only-binary=:all: --require-hashes --no-cache-dir
        --python-version 3.11 --implementation cp --dest "$part/wheels")
    for platform in 2_28 2_27 2_25 2_24 2_18 2_17; do
        options+=(--platform "manylinux_${platform}_x86_64")
    done
    options+=(--platform manylinux2014_x86_64)
    [ -t 2 ] || options+=(--quiet)
    set_wheels "$set" >"$part/requirements.txt"
    say "Fetching LibTorch ($set set, $(wheels_size "$set") to download)"
    TMPDIR="$part/tmp" pip_command download "${options[@]}" -r "$part/requirements.txt" 2>"$part/pip.log" ||
        explain_pip_failure "$part/pip.log"
}

wheels_size() {
    if [ "$1" = cuda ]; then echo "2.5 GB"; else echo "544 MB"; fi
}

# The pip of the first python3 that has one: a python3 earlier on PATH than Debian's may come without.
pip_command() {
    local python
    for python in python3 /usr/bin/python3; do
        if "$python" -c 'import pip' 2>/dev/null; then
            "$python" -m pip "$@"
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
        fail "A wheel does not have the hash that packaging/libtorch names, so nothing was unpacked: run the command" \
            "again; if it stays so, the index or a proxy delivers another file."
    elif grep -q 'No space left' "$log"; then
        fail "The disk became full while fetching LibTorch into $(cache_folder): free some space or set XDG_CACHE_HOME."
    elif grep -q 'No module named pip' "$log"; then
        fail "Python 3 has no pip, which fetches LibTorch: install what your system calls python3-pip," \
            "or set JACKDAW_LIBTORCH to the folder of a LibTorch of your own."
    elif grep -qE 'NewConnectionError|ConnectTimeout|ConnectionError|Retrying|timed out|Max retries|ProxyError' "$log"; then
        fail "No network: LibTorch could not be fetched from the package index. Check the connection (or pip's own" \
            "settings, PIP_INDEX_URL and the like) and run the command again, or set JACKDAW_LIBTORCH."
    fi
    fail "pip could not fetch LibTorch; its lines above say why. Mend that, or set JACKDAW_LIBTORCH to the folder of a" \
        "LibTorch of your own."
}

unpack_wheels() {
    local set=$1 part=$2 wheel
    say "Unpacking"
    for wheel in "$part"/wheels/*.whl; do
        unpack_wheel "$set" "$wheel" "$part/files" 2>"$part/unzip.log" ||
            fail "Could not unpack $(basename "$wheel") into $(cache_folder): $(tail -n 1 "$part/unzip.log")"
        rm -f "$wheel"
    done
    set_wheels "$set" >"$part/files/$LIBTORCH_STAMP"
}

# Only what C++ programs need. The CPU set leaves out the libraries that need a GPU's.
unpack_wheel() {
    local set=$1 wheel=$2 folder=$3
    local -a wanted=('torch/include/*' 'torch/lib/*' 'nvidia/*' '*.dist-info/*')
    local -a unwanted=('torch/lib/libtorch_python.so' 'torch/lib/libshm*' '*.py' '*.a')
    if [ "$set" = cpu ]; then
        wanted=('torch/include/*' 'torch/lib/*' 'nvidia/*/lib/*.so*' '*.dist-info/*')
        unwanted+=('torch/lib/*cuda*' 'torch/lib/*nvrtc*' 'torch/lib/*nvshmem*' 'torch/lib/libtorch.so')
    fi
    local status=0
    unzip -q -o "$wheel" "${wanted[@]}" -x "${unwanted[@]}" -d "$folder" || status=$?
    # 11 and 1: some of the patterns match nothing in this wheel.
    [ "$status" -eq 0 ] || [ "$status" -eq 11 ] || [ "$status" -eq 1 ]
}

# A folder of the same name from before (another set) is replaced in one step, never written into.
put_in_place() {
    local part=$1 folder=$2
    [ -e "$folder" ] && mv "$folder" "$part/replaced"
    mv "$part/files" "$folder"
}
