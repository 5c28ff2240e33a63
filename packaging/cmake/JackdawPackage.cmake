# SPDX-FileCopyrightText: 2026 The Jackdaw authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The Debian package, made by CPack: `packaging/run package`. It asks for the libraries that the programs call (found by
# dpkg-shlibdeps) and for what jackdaw-setup needs; LibTorch is in no package and is fetched by the user.

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME jackdaw)
set(CPACK_PACKAGE_VENDOR "The Jackdaw authors")
set(CPACK_PACKAGE_VERSION "${PROJECT_VERSION}")
set(CPACK_PACKAGE_DIRECTORY "${CMAKE_SOURCE_DIR}/build/package")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_MAINTAINER "The Jackdaw authors <jackdaw@localhost>")
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "workbench for continuous learning of video models")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION "Cameras come in. A small student model per camera finds people and vehicles in
them, live. Streets change, so the students go stale, and retraining them
competes with inference for the same processor. For every retraining window
Jackdaw decides which students to retrain, how thoroughly, and which share of
which device each job gets; it does so for real, shows each decision with its
reasons, and records everything, so that any second can be replayed.

LibTorch, which it computes with, is not part of the package: jackdaw-setup
fetches it once, checked, after saying its size and place.")
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
get_filename_component(_torch "${LibTorch_CPU_LIBRARY}" DIRECTORY)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS "${_torch}")
set(CPACK_DEBIAN_PACKAGE_DEPENDS "python3, python3-pip-whl, unzip, ca-certificates")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "qt6-wayland, xdg-utils, shared-mime-info, hicolor-icon-theme")
# Symbols go into a package of their own, jackdaw-dbgsym, and out of the programs.
set(CPACK_DEBIAN_DEBUGINFO_PACKAGE ON)
set(_debian "${CMAKE_SOURCE_DIR}/packaging/debian")
configure_file("${_debian}/postinst" "${_generated}/postinst" @ONLY)
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA "${_generated}/postinst;${_debian}/postrm")
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
install(FILES "${_debian}/lintian-overrides" DESTINATION "${CMAKE_INSTALL_DATADIR}/lintian/overrides" RENAME jackdaw)
include(CPack)
