# SPDX-FileCopyrightText: 2026 The Jackdaw authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# NVIDIA's compiler for GPU kernels: the machine's own, or the one that packaging/run fetched. CMake's CUDA language is not
# used: it wants a whole toolkit, and kernels are compiled to images that the driver loads.
#
# Input:  JACKDAW_NVCC (cache): the compiler.
# Output: JackdawNvcc_EXECUTABLE, JackdawNvcc_INCLUDE_DIR

set(_cache "$ENV{XDG_CACHE_HOME}")
if(NOT _cache)
    set(_cache "$ENV{HOME}/.cache")
endif()

find_program(JACKDAW_NVCC nvcc PATHS "${_cache}/jackdaw/nvcc-13.0.88/nvidia/cu13/bin" /usr/local/cuda/bin
    DOC "NVIDIA's compiler for GPU kernels")
if(JACKDAW_NVCC)
    file(REAL_PATH "${JACKDAW_NVCC}" _nvcc)
    cmake_path(GET _nvcc PARENT_PATH _bin)
    find_path(JackdawNvcc_INCLUDE_DIR cudaTypedefs.h PATHS "${_bin}/../include" NO_DEFAULT_PATH)
    execute_process(COMMAND "${_nvcc}" --version OUTPUT_VARIABLE _text ERROR_QUIET)
    string(REGEX MATCH "V([0-9]+\\.[0-9]+\\.[0-9]+)" _match "${_text}")
    set(JackdawNvcc_VERSION "${CMAKE_MATCH_1}")
    set(JackdawNvcc_EXECUTABLE "${_nvcc}")
endif()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(JackdawNvcc
    REQUIRED_VARS JackdawNvcc_EXECUTABLE JackdawNvcc_INCLUDE_DIR VERSION_VAR JackdawNvcc_VERSION
    REASON_FAILURE_MESSAGE "Run 'packaging/run build' with JACKDAW_CUDA=on, which fetches it, or put nvcc on PATH.")
mark_as_advanced(JACKDAW_NVCC JackdawNvcc_INCLUDE_DIR)
