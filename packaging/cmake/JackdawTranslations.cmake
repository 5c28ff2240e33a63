# SPDX-FileCopyrightText: 2026 The Jackdaw authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The window's texts in other languages: resources/translations/jackdaw_<language>.ts, made by Qt's Linguist tools and built
# into the program. `ninja translations` brings new texts into these files and takes out those that nothing says any more.

find_program(JACKDAW_LRELEASE NAMES lrelease lrelease-qt6 HINTS /usr/lib/qt6/bin)
find_program(JACKDAW_LUPDATE NAMES lupdate lupdate-qt6 HINTS /usr/lib/qt6/bin)
mark_as_advanced(JACKDAW_LRELEASE JACKDAW_LUPDATE)

# Without the tools the resource is empty and the window English.
function(jackdaw_translations target)
    file(GLOB texts CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/resources/translations/jackdaw_*.ts")
    set(entries "")
    foreach(text IN LISTS texts)
        get_filename_component(name "${text}" NAME_WE)
        set(compiled "${CMAKE_CURRENT_BINARY_DIR}/${name}.qm")
        if(JACKDAW_LRELEASE)
            add_custom_command(OUTPUT "${compiled}" DEPENDS "${text}" VERBATIM
                COMMAND "${JACKDAW_LRELEASE}" -silent -nounfinished "${text}" -qm "${compiled}")
            string(APPEND entries "<file alias=\"${name}.qm\">${compiled}</file>")
            target_sources(${target} PRIVATE "${compiled}")
        endif()
    endforeach()
    set(resource "${CMAKE_CURRENT_BINARY_DIR}/translations.qrc")
    file(CONFIGURE OUTPUT "${resource}" @ONLY
        CONTENT "<RCC><qresource prefix=\"/translations\">${entries}</qresource></RCC>\n")
    target_sources(${target} PRIVATE "${resource}")
    set_target_properties(${target} PROPERTIES AUTORCC ON)
    if(JACKDAW_LUPDATE AND texts)
        add_custom_target(translations VERBATIM WORKING_DIRECTORY "${CMAKE_SOURCE_DIR}"
            COMMAND "${JACKDAW_LUPDATE}" -silent -I . widgets app/window -no-obsolete -locations none
                    -source-language en -ts ${texts})
    endif()
endfunction()
