# SPDX-FileCopyrightText: 2026 The Jackdaw authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# How all of the house is compiled: standard, warnings, sanitizers, ccache. Target: jackdaw_compiler.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

if(NOT CMAKE_BUILD_TYPE)
    set(CMAKE_BUILD_TYPE RelWithDebInfo CACHE STRING "Debug, RelWithDebInfo or Release" FORCE)
endif()
# -g1: full debug information doubles the memory and time of every file that includes torch.
set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O2 -g1")
set(CMAKE_CXX_FLAGS_DEBUG "-O1 -g1")
# What users get: symbols for a package of their own, and what Debian hardens programs with.
set(CMAKE_CXX_FLAGS_RELEASE "-O3 -DNDEBUG -g1 -fstack-protector-strong -D_FORTIFY_SOURCE=2")
if(CMAKE_BUILD_TYPE STREQUAL "Release")
    add_link_options(-Wl,-z,relro,-z,now)
endif()

find_program(JACKDAW_CCACHE ccache)
if(JACKDAW_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    # Paths below the source folder are told apart by nothing but what follows it: a second checkout compiles only what differs.
    set(CMAKE_CXX_COMPILER_LAUNCHER
        "${CMAKE_COMMAND};-E;env;CCACHE_BASEDIR=${CMAKE_SOURCE_DIR};CCACHE_NOHASHDIR=1;${JACKDAW_CCACHE}")
endif()

add_library(jackdaw_compiler INTERFACE)
target_include_directories(jackdaw_compiler INTERFACE "${CMAKE_SOURCE_DIR}")
target_compile_definitions(jackdaw_compiler INTERFACE
    QT_NO_KEYWORDS QT_NO_CAST_FROM_ASCII)
# Designated initialisers leave out fields on purpose: the rest have their defaults.
target_compile_options(jackdaw_compiler INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wno-missing-field-initializers)
if(JACKDAW_WERROR)
    target_compile_options(jackdaw_compiler INTERFACE -Werror)
    # std::stable_sort of GCC 12's library calls what that deprecates, which Clang says.
    if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
        target_compile_options(jackdaw_compiler INTERFACE -Wno-error=deprecated-declarations)
    endif()
endif()
if(JACKDAW_SANITIZE)
    target_compile_options(jackdaw_compiler INTERFACE -fsanitize=${JACKDAW_SANITIZE} -fno-omit-frame-pointer)
    target_link_options(jackdaw_compiler INTERFACE -fsanitize=${JACKDAW_SANITIZE})
endif()

# One torch file takes over a gigabyte to compile: they go one at a time.
set_property(GLOBAL PROPERTY JOB_POOLS torch=1)
