# SPDX-FileCopyrightText: 2026 The Jackdaw authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# A room is a folder with one static library, jackdaw_<room>. All .cpp files of the folder belong to it: a room's
# CMakeLists.txt says what it needs, not what it holds.

function(jackdaw_room room)
    cmake_parse_arguments(ARG "" "" "PUBLIC;PRIVATE" ${ARGN})
    file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*.cpp")
    if(sources)
        add_library(jackdaw_${room} STATIC ${sources})
        target_link_libraries(jackdaw_${room} PUBLIC jackdaw_compiler ${ARG_PUBLIC} PRIVATE ${ARG_PRIVATE})
    else()
        add_library(jackdaw_${room} INTERFACE)
        target_link_libraries(jackdaw_${room} INTERFACE jackdaw_compiler ${ARG_PUBLIC})
    endif()
endfunction()

# One test program per tst_*.cpp of the folder, each with the room's label.
function(jackdaw_tests label)
    file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/tst_*.cpp")
    foreach(source IN LISTS sources)
        get_filename_component(name "${source}" NAME_WE)
        add_executable(${name} "${source}")
        set_target_properties(${name} PROPERTIES AUTOMOC ON)
        target_link_libraries(${name} PRIVATE jackdaw_compiler jackdaw_testing Qt6::Test ${ARGN})
        add_test(NAME ${label}/${name} COMMAND ${name})
        set_tests_properties(${label}/${name} PROPERTIES LABELS ${label} TIMEOUT 300
            ENVIRONMENT "QT_QPA_PLATFORM=offscreen")
        # It beats the exit code, by which a sanitizer says what it found.
        if(NOT JACKDAW_SANITIZE)
            set_tests_properties(${label}/${name} PROPERTIES
                SKIP_REGULAR_EXPRESSION "Totals: [0-9]+ passed, 0 failed, [1-9][0-9]* skipped")
        endif()
    endforeach()
endfunction()

# One benchmark program per bench_*.cpp of the folder.
function(jackdaw_benchmarks)
    file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/bench_*.cpp")
    foreach(source IN LISTS sources)
        get_filename_component(name "${source}" NAME_WE)
        add_executable(${name} "${source}")
        target_link_libraries(${name} PRIVATE jackdaw_compiler jackdaw_testing benchmark::benchmark ${ARGN})
    endforeach()
endfunction()
