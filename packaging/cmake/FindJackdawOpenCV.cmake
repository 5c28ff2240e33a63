# SPDX-FileCopyrightText: 2026 The Jackdaw authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# OpenCV's core, imgproc, video and dnn. Debian's OpenCVConfig.cmake comes with libopencv-dev only, which drags in Qt 5,
# GStreamer and VTK; so the four libraries are found by hand unless the user has a config package.
#
# Target: JackdawOpenCV::opencv

find_package(OpenCV QUIET CONFIG COMPONENTS core imgproc video dnn)
if(OpenCV_FOUND)
    set(_libraries opencv_core opencv_imgproc opencv_video opencv_dnn)
    set(JackdawOpenCV_INCLUDE_DIR "${OpenCV_INCLUDE_DIRS}")
else()
    find_path(JackdawOpenCV_INCLUDE_DIR opencv2/dnn.hpp PATH_SUFFIXES opencv4)
    foreach(_module core imgproc video dnn)
        find_library(JackdawOpenCV_${_module}_LIBRARY opencv_${_module})
        list(APPEND _required JackdawOpenCV_${_module}_LIBRARY)
        list(APPEND _libraries "${JackdawOpenCV_${_module}_LIBRARY}")
        mark_as_advanced(JackdawOpenCV_${_module}_LIBRARY)
    endforeach()
endif()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(JackdawOpenCV REQUIRED_VARS JackdawOpenCV_INCLUDE_DIR ${_required})
if(JackdawOpenCV_FOUND AND NOT TARGET JackdawOpenCV::opencv)
    add_library(JackdawOpenCV::opencv INTERFACE IMPORTED)
    target_include_directories(JackdawOpenCV::opencv SYSTEM INTERFACE "${JackdawOpenCV_INCLUDE_DIR}")
    target_link_libraries(JackdawOpenCV::opencv INTERFACE ${_libraries})
endif()
