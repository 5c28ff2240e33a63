// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/onnx/gpu_way.h"

namespace jackdaw::onnx {
namespace {

const char* nameOf(GpuPrecision precision)
{
    switch (precision) {
    case GpuPrecision::Float32: return "fp32";
    case GpuPrecision::TensorFloat32: return "tf32";
    case GpuPrecision::Float16: return "fp16";
    }
    return "";
}

} // namespace

std::string textOf(const GpuWay& way)
{
    return std::string(nameOf(way.precision)) + (way.values == Order::Pixels ? ", pixels" : ", planes");
}

} // namespace jackdaw::onnx
