# SPDX-FileCopyrightText: 2026 The Jackdaw authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The messages of ONNX files as C++ classes, from Debian's libonnx-dev, and the protobuf library that reads them.
#
# Target: JackdawOnnx::proto

find_path(JackdawOnnx_INCLUDE_DIR onnx/onnx_pb.h)
find_library(JackdawOnnx_PROTO_LIBRARY onnx_proto)
find_path(JackdawOnnx_PROTOBUF_INCLUDE_DIR google/protobuf/message.h)
find_library(JackdawOnnx_PROTOBUF_LIBRARY protobuf)

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(JackdawOnnx REQUIRED_VARS JackdawOnnx_PROTO_LIBRARY JackdawOnnx_PROTOBUF_LIBRARY
    JackdawOnnx_INCLUDE_DIR JackdawOnnx_PROTOBUF_INCLUDE_DIR)

if(JackdawOnnx_FOUND AND NOT TARGET JackdawOnnx::proto)
    add_library(JackdawOnnx::proto INTERFACE IMPORTED)
    target_include_directories(JackdawOnnx::proto SYSTEM INTERFACE
        "${JackdawOnnx_INCLUDE_DIR}" "${JackdawOnnx_PROTOBUF_INCLUDE_DIR}")
    target_compile_definitions(JackdawOnnx::proto INTERFACE ONNX_NAMESPACE=onnx ONNX_ML=1)
    target_link_libraries(JackdawOnnx::proto INTERFACE "${JackdawOnnx_PROTO_LIBRARY}" "${JackdawOnnx_PROTOBUF_LIBRARY}")
endif()
mark_as_advanced(JackdawOnnx_INCLUDE_DIR JackdawOnnx_PROTO_LIBRARY JackdawOnnx_PROTOBUF_INCLUDE_DIR
    JackdawOnnx_PROTOBUF_LIBRARY)
