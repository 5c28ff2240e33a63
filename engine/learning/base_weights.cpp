// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/learning/base_weights.h"

#include "engine/learning/weights_impl.h"
#include "engine/vision/coco_classes.h"

#include <algorithm>
#include <cstring>

// The file is put into the program as it is.
asm(R"(
    .section .rodata
    .global jackdaw_base_weights
    .global jackdaw_base_weights_end
    .balign 16
jackdaw_base_weights:
    .incbin ")" JACKDAW_BASE_WEIGHTS R"("
jackdaw_base_weights_end:
    .byte 0
    .previous
)");

extern "C" {
extern const std::uint8_t jackdaw_base_weights[];
extern const std::uint8_t jackdaw_base_weights_end[];
}

namespace jackdaw::learning {
namespace {

std::span<const std::uint8_t> storedBase()
{
    return {jackdaw_base_weights, jackdaw_base_weights_end};
}

/// Copies one class's row of the output: a convolution with a window of one pixel and its bias.
void copyClass(const NetworkPlan& from, const std::vector<float>& source, std::size_t fromClass, const NetworkPlan& to,
               std::vector<float>& target, std::size_t toClass)
{
    const Unit& given = from.units[static_cast<std::size_t>(from.output)];
    const Unit& wanted = to.units[static_cast<std::size_t>(to.output)];
    const auto row = static_cast<std::size_t>(given.in);
    std::copy_n(source.begin() + static_cast<std::ptrdiff_t>(given.weight + fromClass * row), row,
                target.begin() + static_cast<std::ptrdiff_t>(wanted.weight + toClass * row));
    target[wanted.bias + toClass] = source[given.bias + fromClass];
}

/// All tensors but the output's are of the same shapes.
std::shared_ptr<const NetworkWeights> withClasses(const NetworkWeights& base, const Architecture& architecture,
                                                  const std::vector<std::string>& classes)
{
    constexpr std::uint64_t kSeed = 1;
    const auto untrained = NetworkWeights::initial(architecture, kSeed, CameraId{0});
    const NetworkPlan& from = base.impl().plan;
    const NetworkPlan& to = untrained->impl().plan;
    const std::vector<float>& source = base.impl().values;
    std::vector<float> values = untrained->impl().values;
    for (std::size_t i = 0; i < to.tensors.size(); ++i)
        if (from.tensors[i].count == to.tensors[i].count)
            std::copy_n(source.begin() + static_cast<std::ptrdiff_t>(from.tensors[i].offset), from.tensors[i].count,
                        values.begin() + static_cast<std::ptrdiff_t>(to.tensors[i].offset));
    const auto& known = baseClasses();
    for (std::size_t i = 0; i < classes.size(); ++i) {
        const auto found = std::find(known.begin(), known.end(), vision::canonicalName(classes[i]));
        if (found != known.end())
            copyClass(from, source, static_cast<std::size_t>(found - known.begin()), to, values, i);
    }
    for (std::size_t channel = 0; channel < static_cast<std::size_t>(kBoxChannels); ++channel)
        copyClass(from, source, known.size() + channel, to, values, classes.size() + channel);
    return makeWeights(to, std::move(values), base.threshold());
}

} // namespace

const std::vector<std::string>& baseClasses()
{
    static const std::vector<std::string> classes{"person", "car", "bus", "truck"};
    return classes;
}

std::shared_ptr<const NetworkWeights> baseWeights(const Architecture& architecture,
                                                  const std::vector<std::string>& classes)
{
    const auto base = NetworkWeights::fromSafetensors(storedBase(), "The base weights");
    if (!base || (*base)->architecture().width != architecture.width
        || (*base)->architecture().depth != architecture.depth)
        return nullptr;
    if (classes == baseClasses())
        return (*base)->forInput(architecture.inputSize());
    return withClasses(**base, architecture, classes);
}

} // namespace jackdaw::learning
