// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/learning/picture.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <vector>

#include <ATen/ATen.h>
#include <c10/core/InferenceMode.h>

namespace jackdaw::learning {
namespace {

constexpr std::size_t kColours = 3;
constexpr double kLeastScale = 0.8;
constexpr double kLargestScale = 1.4;
constexpr double kBrightness = 0.25;
constexpr double kContrast = 0.25;

std::array<float, 256> valueTable(const PictureMap& map)
{
    std::array<float, 256> table;
    for (std::size_t i = 0; i < table.size(); ++i)
        table[i] = map.contrast * (static_cast<float>(i) / 127.5F - 1.0F) + map.brightness;
    return table;
}

/// The part of the picture that the map shows, as large as it is on the plane: rows x columns x 3 bytes.
at::Tensor resampled(const VideoFrame& frame, const PictureMap& map)
{
    const c10::InferenceMode inference;
    // ATen has no read-only view of foreign memory; the pixels are only read.
    const at::Tensor whole = at::from_blob(const_cast<std::uint8_t*>(frame.rgb().data()),
                                           {frame.height, frame.width, std::int64_t{kColours}}, at::kByte);
    at::Tensor part = whole.narrow(0, map.y.sourceFirst, map.y.sourceCount)
                          .narrow(1, map.x.sourceFirst, map.x.sourceCount)
                          .permute({2, 0, 1})
                          .unsqueeze(0);
    if (map.x.inputCount != map.x.sourceCount || map.y.inputCount != map.y.sourceCount)
        part = at::_upsample_bilinear2d_aa(part.contiguous(at::MemoryFormat::ChannelsLast),
                                           {map.y.inputCount, map.x.inputCount}, false);
    return part.squeeze(0).permute({1, 2, 0}).contiguous();
}

void copyRow(const std::uint8_t* source, const std::array<float, 256>& table, const AxisMap& map, float* row)
{
    const std::ptrdiff_t count = map.inputCount * std::ptrdiff_t{kColours};
    float* target = row + map.inputFirst * std::ptrdiff_t{kColours};
    const auto value = [&](std::uint8_t byte) { return table[byte]; };
    if (!map.isMirrored) {
        std::transform(source, source + count, target, value);
        return;
    }
    for (const std::uint8_t* pixel = source + count; pixel != source; target += kColours) {
        pixel -= kColours;
        std::transform(pixel, pixel + kColours, target, value);
    }
}

/// A larger picture is cut so that it still covers the plane, a smaller one is moved so that it stays on it.
AxisMap augmentedAxis(int sourceSize, int inputSize, double scale, double position)
{
    const auto part = [](int size, double factor) {
        return std::clamp(static_cast<int>(std::lround(size * factor)), 1, size);
    };
    AxisMap map{0, sourceSize, 0, inputSize, false};
    if (scale > 1.0) {
        map.sourceCount = part(sourceSize, 1.0 / scale);
        map.sourceFirst = static_cast<int>(std::lround((sourceSize - map.sourceCount) * position));
    } else {
        map.inputCount = part(inputSize, scale);
        map.inputFirst = static_cast<int>(std::lround((inputSize - map.inputCount) * position));
    }
    return map;
}

} // namespace

Box PictureMap::toInput(const Box& source) const
{
    const auto [x1, x2] = std::minmax({x.toInput(source.x1), x.toInput(source.x2)});
    const auto [y1, y2] = std::minmax({y.toInput(source.y1), y.toInput(source.y2)});
    return {static_cast<float>(x1), static_cast<float>(y1), static_cast<float>(x2), static_cast<float>(y2)};
}

Box PictureMap::toSource(const Box& input) const
{
    const auto [x1, x2] = std::minmax({x.toSource(input.x1), x.toSource(input.x2)});
    const auto [y1, y2] = std::minmax({y.toSource(input.y1), y.toSource(input.y2)});
    return {static_cast<float>(x1), static_cast<float>(y1), static_cast<float>(x2), static_cast<float>(y2)};
}

PictureMap plainMap(const VideoFrame& frame, const Architecture& architecture)
{
    return {.x = {0, frame.width, 0, architecture.inputWidth, false},
            .y = {0, frame.height, 0, architecture.inputHeight, false}};
}

VideoFrame atInputSize(const VideoFrame& frame, const Architecture& architecture)
{
    const at::Tensor pixels = resampled(frame, plainMap(frame, architecture));
    const auto* first = pixels.const_data_ptr<std::uint8_t>();
    VideoFrame scaled = frame;
    scaled.width = architecture.inputWidth;
    scaled.height = architecture.inputHeight;
    scaled.picture = std::make_shared<RgbPicture>(std::vector<std::uint8_t>(first, first + pixels.numel()));
    return scaled;
}

PictureMap augmentedMap(const VideoFrame& frame, const Architecture& architecture, RandomStream& random)
{
    PictureMap map;
    const double scale = random.uniform(kLeastScale, kLargestScale);
    map.x = augmentedAxis(frame.width, architecture.inputWidth, scale, random.uniform());
    map.y = augmentedAxis(frame.height, architecture.inputHeight, scale, random.uniform());
    map.x.isMirrored = random.chance(0.5);
    map.contrast = static_cast<float>(random.uniform(1.0 - kContrast, 1.0 + kContrast));
    map.brightness = static_cast<float>(random.uniform(-kBrightness, kBrightness));
    return map;
}

void drawInput(const VideoFrame& frame, const PictureMap& map, const Architecture& architecture, std::span<float> input)
{
    const auto table = valueTable(map);
    const at::Tensor pixels = resampled(frame, map);
    const auto* source = pixels.const_data_ptr<std::uint8_t>();
    const std::size_t sourceRow = static_cast<std::size_t>(map.x.inputCount) * kColours;
    const std::size_t inputRow = static_cast<std::size_t>(architecture.inputWidth) * kColours;
    if (sourceRow != inputRow || map.y.inputCount != architecture.inputHeight)
        std::fill(input.begin(), input.end(), 0.0F);
    for (int y = 0; y < map.y.inputCount; ++y, source += sourceRow)
        copyRow(source, table, map.x, input.data() + static_cast<std::size_t>(map.y.inputFirst + y) * inputRow);
}

} // namespace jackdaw::learning
