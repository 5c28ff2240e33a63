# SPDX-FileCopyrightText: 2026 The Jackdaw authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# LibTorch from an unpacked wheel (folder torch/ with include/ and lib/). The official TorchConfig.cmake asks for a CUDA
# toolkit even where only the CPU part is used, so the two libraries are imported by hand.
#
# Input:   JACKDAW_LIBTORCH (cache or environment): the folder that holds torch/.
# Targets: LibTorch::cpu

set(JACKDAW_LIBTORCH "$ENV{JACKDAW_LIBTORCH}" CACHE PATH "Folder that holds LibTorch's torch/ folder")
set(_cache "$ENV{XDG_CACHE_HOME}")
if(NOT _cache)
    set(_cache "$ENV{HOME}/.cache")
endif()

find_path(LibTorch_INCLUDE_DIR torch/csrc/api/include/torch/torch.h
    HINTS "${JACKDAW_LIBTORCH}/torch/include" "${JACKDAW_LIBTORCH}/include" "${_cache}/jackdaw/libtorch-2.11.0/torch/include"
    NO_DEFAULT_PATH)
find_library(LibTorch_CPU_LIBRARY torch_cpu HINTS "${LibTorch_INCLUDE_DIR}/../lib" NO_DEFAULT_PATH)
find_library(LibTorch_C10_LIBRARY c10 HINTS "${LibTorch_INCLUDE_DIR}/../lib" NO_DEFAULT_PATH)

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(LibTorch
    REQUIRED_VARS LibTorch_INCLUDE_DIR LibTorch_CPU_LIBRARY LibTorch_C10_LIBRARY
    REASON_FAILURE_MESSAGE "Run 'packaging/run build', which fetches it, or set JACKDAW_LIBTORCH to the folder that holds torch/.")

if(LibTorch_FOUND AND NOT TARGET LibTorch::cpu)
    add_library(LibTorch::c10 SHARED IMPORTED)
    set_target_properties(LibTorch::c10 PROPERTIES IMPORTED_LOCATION "${LibTorch_C10_LIBRARY}")
    add_library(LibTorch::cpu SHARED IMPORTED)
    set_target_properties(LibTorch::cpu PROPERTIES IMPORTED_LOCATION "${LibTorch_CPU_LIBRARY}")
    target_include_directories(LibTorch::cpu SYSTEM INTERFACE
        "${LibTorch_INCLUDE_DIR}" "${LibTorch_INCLUDE_DIR}/torch/csrc/api/include")
    target_link_libraries(LibTorch::cpu INTERFACE LibTorch::c10)
endif()
mark_as_advanced(LibTorch_INCLUDE_DIR LibTorch_CPU_LIBRARY LibTorch_C10_LIBRARY)
