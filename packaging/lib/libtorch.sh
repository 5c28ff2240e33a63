# SPDX-FileCopyrightText: 2026 The Jackdaw authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# LibTorch, taken from the pinned wheels in packaging/libtorch into the user's cache folder, where all build trees
# share it. Only C++ headers and libraries are unpacked; none of its Python is used.

readonly LIBTORCH_NAME=libtorch-2.11.0

# The folder that holds torch/.
libtorch_folder() {
    printf '%s' "${JACKDAW_LIBTORCH:-$(cache_folder)/$LIBTORCH_NAME}"
}

# Makes LibTorch present. A user's own one (JACKDAW_LIBTORCH) is only looked at.
# shellcheck disable=SC2034 # need_wheels reads the variables
need_libtorch() {
    if [ -n "${JACKDAW_LIBTORCH:-}" ]; then
        check_own_libtorch
        return
    fi
    local set
    set=$(wanted_set)
    has_set "$set" && return
    local what="LibTorch, $set set" size="544 MB" mib=1300 own=JACKDAW_LIBTORCH pins=packaging/libtorch
    local folder wheels unpack="unpack_libtorch_$set"
    [ "$set" = cpu ] || { size="2.5 GB" mib=5200; }
    folder=$(libtorch_folder)
    wheels=$(set_wheels "$set")
    need_wheels
}

check_own_libtorch() {
    local header
    for header in torch/include/torch/csrc/api/include/torch/torch.h include/torch/csrc/api/include/torch/torch.h; do
        [ -e "$JACKDAW_LIBTORCH/$header" ] && return
    done
    fail "JACKDAW_LIBTORCH is '$JACKDAW_LIBTORCH', which holds no LibTorch: expected torch/include and torch/lib in it."
}

# The GPU libraries are large: they are fetched where they are asked for.
wanted_set() {
    case ${JACKDAW_CUDA:-auto} in
        on) echo cuda ;;
        off | auto) echo cpu ;;
        *) fail "JACKDAW_CUDA is '$JACKDAW_CUDA': expected on, off or auto." ;;
    esac
}

# The CUDA set holds all of the CPU set.
has_set() {
    has_wheels "$(libtorch_folder)" "$(set_wheels cuda)" && return
    [ "$1" = cpu ] && has_wheels "$(libtorch_folder)" "$(set_wheels cpu)"
}

set_wheels() {
    local list="$JACKDAW_ROOT/packaging/libtorch"
    grep -hv '^#' "$list/cpu.txt"
    if [ "$1" = cuda ]; then grep -hv '^#' "$list/cuda.txt"; fi
}

# Only what C++ programs need.
readonly LIBTORCH_UNWANTED=('torch/lib/libtorch_python.so' 'torch/lib/libshm*' '*.py' '*.a')

unpack_libtorch_cuda() {
    unzip_wheel "$1" "$2" 'torch/include/*' 'torch/lib/*' 'nvidia/*' '*.dist-info/*' -x "${LIBTORCH_UNWANTED[@]}"
}

# The CPU set leaves out the libraries that need a GPU's.
unpack_libtorch_cpu() {
    unzip_wheel "$1" "$2" 'torch/include/*' 'torch/lib/*' 'nvidia/*/lib/*.so*' '*.dist-info/*' \
        -x "${LIBTORCH_UNWANTED[@]}" 'torch/lib/*cuda*' 'torch/lib/*nvrtc*' 'torch/lib/*nvshmem*' 'torch/lib/libtorch.so'
}
