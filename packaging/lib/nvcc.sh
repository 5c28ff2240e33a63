# SPDX-FileCopyrightText: 2026 The Jackdaw authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# NVIDIA's compiler for GPU kernels: the machine's own, or the pinned wheels in packaging/nvcc.

readonly NVCC_NAME=nvcc-13.0.88

# Makes the compiler present where kernels are asked for (JACKDAW_CUDA=on).
# shellcheck disable=SC2034 # need_wheels reads the variables
need_nvcc() {
    [ "${JACKDAW_CUDA:-auto}" = on ] || return 0
    has_own_nvcc && return
    local what="NVIDIA's compiler" size="101 MB" mib=500 own=PATH pins=packaging/nvcc unpack=unpack_nvcc
    local folder wheels
    folder="$(cache_folder)/$NVCC_NAME"
    wheels=$(grep -v '^#' "$JACKDAW_ROOT/packaging/nvcc/wheels.txt")
    need_wheels
}

# On PATH, or where NVIDIA's packages put it (another folder only in the tests).
has_own_nvcc() {
    have nvcc || [ -x "${JACKDAW_TOOLKIT:-/usr/local/cuda}/bin/nvcc" ]
}

# Wheels do not keep who may run a file.
unpack_nvcc() {
    unzip_wheel "$1" "$2" 'nvidia/*' '*.dist-info/*' -x '*.py' '*.a' || return
    local bin
    for bin in "$2"/nvidia/cu13/bin "$2"/nvidia/cu13/nvvm/bin; do
        if [ -d "$bin" ]; then chmod -R u+x "$bin"; fi
    done
}

# What CMake is told: ON, OFF or AUTO.
kernels_wanted() {
    printf '%s' "${JACKDAW_CUDA:-auto}" | tr '[:lower:]' '[:upper:]'
}
