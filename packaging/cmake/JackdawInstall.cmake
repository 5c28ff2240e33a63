# SPDX-FileCopyrightText: 2026 The Jackdaw authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What is installed, and where. The programs themselves lie in lib/jackdaw; what is called from bin is a launcher that
# finds LibTorch first, since that is not part of any package.

set(CMAKE_INSTALL_DOCDIR "share/doc/jackdaw")
include(GNUInstallDirs)
# Tests and checks are built beside what is installed, or not at all: installing needs none of them.
set(CMAKE_SKIP_INSTALL_ALL_DEPENDENCY ON)
set(_home "lib/jackdaw")
set(_share "${CMAKE_INSTALL_DATADIR}/jackdaw")
set(_packaging "${CMAKE_SOURCE_DIR}/packaging")
set(_generated "${CMAKE_BINARY_DIR}/generated")
set(_programs jackdaw-cli)
if(JACKDAW_WINDOW)
    list(APPEND _programs jackdaw)
endif()

# A link from bin into lib, made as it is installed. Further arguments are install()'s.
function(jackdaw_link name target folder)
    set(link "${_generated}/links/${folder}/${name}")
    get_filename_component(parent "${link}" DIRECTORY)
    file(MAKE_DIRECTORY "${parent}")
    file(CREATE_LINK "${target}" "${link}" SYMBOLIC)
    install(FILES "${link}" DESTINATION "${folder}" ${ARGN})
endfunction()

# A file as gzip keeps it, without a time; the build makes it. It is added to _pages.
find_program(JACKDAW_GZIP gzip REQUIRED)
mark_as_advanced(JACKDAW_GZIP)
macro(jackdaw_compressed file name folder)
    set(_packed "${_generated}/${name}.gz")
    add_custom_command(OUTPUT "${_packed}" COMMAND "${JACKDAW_GZIP}" -9nc "${file}" > "${_packed}" DEPENDS "${file}" VERBATIM)
    list(APPEND _pages "${_packed}")
    install(FILES "${_packed}" DESTINATION "${folder}")
endmacro()

macro(jackdaw_manual file program)
    jackdaw_compressed("${file}" ${program}.1 "${CMAKE_INSTALL_MANDIR}/man1")
endmacro()

# Programs. No path of this machine stays in them.
set_target_properties(${_programs} PROPERTIES INSTALL_RPATH "")
install(TARGETS ${_programs} RUNTIME DESTINATION "${_home}")
if(JACKDAW_WINDOW)
    install(TARGETS jackdaw-setup-window RUNTIME DESTINATION "${_home}")
endif()
file(STRINGS "${_packaging}/lib/libtorch.sh" _name REGEX "LIBTORCH_NAME=")
string(REGEX REPLACE ".*=" "" JACKDAW_LIBTORCH_NAME "${_name}")
configure_file("${_packaging}/installed/launch.in" "${_generated}/launch" @ONLY)
install(PROGRAMS "${_generated}/launch" "${_packaging}/installed/jackdaw-setup" DESTINATION "${_home}")
foreach(_program IN LISTS _programs)
    # By name: what the launcher starts is the program that it was called as.
    jackdaw_link(${_program} "../${_home}/launch" "${CMAKE_INSTALL_BINDIR}")
endforeach()
jackdaw_link(jackdaw-setup "../${_home}/jackdaw-setup" "${CMAKE_INSTALL_BINDIR}")
install(FILES "${_packaging}/lib/say.sh" "${_packaging}/lib/wheels.sh" "${_packaging}/lib/libtorch.sh"
    DESTINATION "${_share}/packaging/lib")
install(DIRECTORY "${_packaging}/libtorch" DESTINATION "${_share}/packaging")

# What checks a machine with a GPU, beside the command line program: a bundle of its own (packaging/run bundle --device).
set(_device COMPONENT device EXCLUDE_FROM_ALL)
set(_checks jackdaw-cli device-check gpu-check network-check student-check)
set_target_properties(${_checks} PROPERTIES INSTALL_RPATH "")
install(TARGETS ${_checks} RUNTIME DESTINATION "${_home}" ${_device})
install(PROGRAMS "${_generated}/launch" DESTINATION "${_home}" ${_device})
foreach(_program IN LISTS _checks)
    jackdaw_link(${_program} "../${_home}/launch" "${CMAKE_INSTALL_BINDIR}" ${_device})
endforeach()
install(DIRECTORY "${CMAKE_SOURCE_DIR}/datasets/streets/scripts" DESTINATION "${_share}/streets" ${_device})
install(FILES "${_packaging}/debian/copyright" DESTINATION "${CMAKE_INSTALL_DOCDIR}" ${_device})

# Manual pages and completions, said by the programs.
set(_pages "")
foreach(_program IN LISTS _programs)
    set(_say "$<IF:$<STREQUAL:${_program},jackdaw>,--pages,pages>")
    foreach(_kind IN ITEMS man bash zsh fish)
        set(_page "${_generated}/${_program}.${_kind}")
        add_custom_command(OUTPUT "${_page}" COMMAND ${_program} ${_say} ${_kind} > "${_page}"
            DEPENDS ${_program} COMMENT "Page for ${_kind} of ${_program}" VERBATIM)
        list(APPEND _pages "${_page}")
    endforeach()
    jackdaw_manual("${_generated}/${_program}.man" ${_program})
    install(FILES "${_generated}/${_program}.bash" DESTINATION "${CMAKE_INSTALL_DATADIR}/bash-completion/completions"
        RENAME ${_program})
    install(FILES "${_generated}/${_program}.zsh" DESTINATION "${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions"
        RENAME _${_program})
    install(FILES "${_generated}/${_program}.fish"
        DESTINATION "${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d" RENAME ${_program}.fish)
endforeach()
jackdaw_manual("${_packaging}/installed/jackdaw-setup.1" jackdaw-setup)

# The guide as pages of the web, for whoever has no window; the window has it built in.
find_program(JACKDAW_CMARK cmark-gfm)
mark_as_advanced(JACKDAW_CMARK)
if(JACKDAW_CMARK)
    file(GLOB _chapters CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/resources/guide/*.md" "${CMAKE_SOURCE_DIR}/resources/guide/images/*")
    set(_guide "${_generated}/guide")
    add_custom_command(OUTPUT "${_guide}/index.html"
        COMMAND "${CMAKE_COMMAND}" "-DCMARK=${JACKDAW_CMARK}" "-DFROM=${CMAKE_SOURCE_DIR}/resources/guide" "-DTO=${_guide}"
            -P "${_packaging}/cmake/MakeGuide.cmake"
        DEPENDS ${_chapters} "${_packaging}/cmake/MakeGuide.cmake" COMMENT "Guide as pages of the web" VERBATIM)
    list(APPEND _pages "${_guide}/index.html")
    install(DIRECTORY "${_guide}" DESTINATION "${_share}")
else()
    install(DIRECTORY "${CMAKE_SOURCE_DIR}/resources/guide" DESTINATION "${_share}")
endif()
jackdaw_link(guide "../../jackdaw/guide" "${CMAKE_INSTALL_DOCDIR}")

# Street scripts.
install(DIRECTORY "${CMAKE_SOURCE_DIR}/datasets/streets/scripts" DESTINATION "${_share}/streets")

# The desktop.
if(JACKDAW_WINDOW)
    set(_desktop "${_packaging}/desktop")
    set(_icons "${CMAKE_INSTALL_DATADIR}/icons/hicolor")
    install(FILES "${_desktop}/org.jackdaw.Jackdaw.desktop" DESTINATION "${CMAKE_INSTALL_DATADIR}/applications")
    install(FILES "${_desktop}/org.jackdaw.Jackdaw.metainfo.xml" DESTINATION "${CMAKE_INSTALL_DATADIR}/metainfo")
    install(FILES "${_desktop}/jackdaw-mime.xml" DESTINATION "${CMAKE_INSTALL_DATADIR}/mime/packages" RENAME jackdaw.xml)
    install(FILES "${CMAKE_SOURCE_DIR}/resources/icons/jackdaw.svg" DESTINATION "${_icons}/scalable/apps")
    install(FILES "${_desktop}/jackdaw-symbolic.svg" DESTINATION "${_icons}/symbolic/apps")
    install(FILES "${_desktop}/application-x-jackdaw-session.svg" DESTINATION "${_icons}/scalable/mimetypes")
endif()
install(FILES "${_packaging}/systemd/jackdaw@.service" DESTINATION "lib/systemd/system")

# What a user may want to know of licences and changes.
install(FILES "${_packaging}/debian/copyright" DESTINATION "${CMAKE_INSTALL_DOCDIR}")
jackdaw_compressed("${CMAKE_SOURCE_DIR}/CHANGELOG.md" CHANGELOG.md "${CMAKE_INSTALL_DOCDIR}")
jackdaw_compressed("${_packaging}/debian/changelog" changelog "${CMAKE_INSTALL_DOCDIR}")


# The bill of materials.
set(_bill "${_generated}/jackdaw.spdx")
file(GLOB _lists CONFIGURE_DEPENDS "${_packaging}/packages/*.txt" "${_packaging}/libtorch/*.txt")
add_custom_command(OUTPUT "${_bill}"
    COMMAND "${_packaging}/make-sbom" "${CMAKE_SOURCE_DIR}" "${PROJECT_VERSION}" > "${_bill}"
    DEPENDS "${_packaging}/make-sbom" "${_packaging}/debian/changelog" ${_lists} VERBATIM)
list(APPEND _pages "${_bill}")
install(FILES "${_bill}" DESTINATION "${CMAKE_INSTALL_DOCDIR}")

# Only where tests look at it or a package is made: a change of a program makes its pages anew each time.
if(JACKDAW_TESTS)
    set(_all ALL)
endif()
add_custom_target(jackdaw_package_files ${_all} DEPENDS ${_pages})
