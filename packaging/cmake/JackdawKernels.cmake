# SPDX-FileCopyrightText: 2026 The Jackdaw authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# GPU kernels: .cu files compiled for every kind of GPU into one image, which is put into a library as bytes. The driver
# loads it, so that no program needs a CUDA runtime. Without nvcc the image is empty.

if(JACKDAW_CUDA STREQUAL "AUTO")
    find_package(JackdawNvcc 12.8 QUIET)
elseif(JACKDAW_CUDA)
    find_package(JackdawNvcc 12.8 REQUIRED)
endif()
add_feature_info(kernels JackdawNvcc_FOUND "GPU kernels (nvcc)")

# Turing to Blackwell, and code from which later drivers make what later GPUs need.
set(JACKDAW_GPU_KINDS 75 80 86 89 90 100 120)

# Adds to TARGET the function std::span<const std::byte> NAMESPACE::kernelImage(), the image of SOURCE, which includes
# the headers that follow it.
function(jackdaw_kernels target namespace source)
    set(JACKDAW_KERNEL_NAMESPACE "${namespace}")
    set(JACKDAW_KERNEL_IMAGE "")
    set(image "${CMAKE_CURRENT_BINARY_DIR}/${target}_kernels.fatbin")
    if(JackdawNvcc_FOUND)
        set(JACKDAW_KERNEL_IMAGE "${image}")
        foreach(kind IN LISTS JACKDAW_GPU_KINDS)
            list(APPEND kinds "-gencode=arch=compute_${kind},code=sm_${kind}")
        endforeach()
        list(GET JACKDAW_GPU_KINDS -1 newest)
        list(APPEND kinds "-gencode=arch=compute_${newest},code=compute_${newest}")
        add_custom_command(OUTPUT "${image}"
            COMMAND "${JackdawNvcc_EXECUTABLE}" -fatbin -std=c++20 -O3 -Werror all-warnings "-I${CMAKE_SOURCE_DIR}" ${kinds}
                -ccbin "${CMAKE_CXX_COMPILER}" -o "${image}" "${CMAKE_CURRENT_SOURCE_DIR}/${source}"
            DEPENDS "${source}" ${ARGN} VERBATIM COMMENT "Compiling GPU kernels ${source}")
    endif()
    set(file "${CMAKE_CURRENT_BINARY_DIR}/${target}_kernels.cpp")
    configure_file("${CMAKE_SOURCE_DIR}/packaging/cmake/kernel_image.cpp.in" "${file}" @ONLY)
    target_sources(${target} PRIVATE "${file}")
    if(JackdawNvcc_FOUND)
        set_source_files_properties("${file}" PROPERTIES OBJECT_DEPENDS "${image}" COMPILE_DEFINITIONS JACKDAW_HAS_KERNELS)
    endif()
endfunction()
