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

/// Per channel of the input: its value for each of 256 shades.
using ValueTable = std::array<std::array<float, 256>, kColours>;

/// \p value in -1..1 as \p style has it.
float styled(float value, const PixelStyle& style, std::size_t channel)
{
    const float deviation = style.deviation[channel];
    return value * (127.5F / deviation) + (127.5F - style.mean[channel]) / deviation;
}

ValueTable valueTable(const PictureMap& map, const PixelStyle& style)
{
    ValueTable table;
    for (std::size_t i = 0; i < table[0].size(); ++i) {
        const float value = map.contrast * (static_cast<float>(i) / 127.5F - 1.0F) + map.brightness;
        for (std::size_t channel = 0; channel < kColours; ++channel)
            table[channel][i] = styled(value, style, channel);
    }
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

void copyRow(const std::uint8_t* source, const ValueTable& table, const AxisMap& map, bool blueFirst, float* row)
{
    float* target = row + map.inputFirst * std::ptrdiff_t{kColours};
    const std::ptrdiff_t step = map.isMirrored ? -std::ptrdiff_t{kColours} : std::ptrdiff_t{kColours};
    const std::uint8_t* pixel = map.isMirrored ? source + (map.inputCount - 1) * std::ptrdiff_t{kColours} : source;
    const std::size_t first = blueFirst ? kColours - 1 : 0;
    const std::size_t last = kColours - 1 - first;
    for (int i = 0; i < map.inputCount; ++i, pixel += step, target += kColours) {
        target[0] = table[0][pixel[first]];
        target[1] = table[1][pixel[1]];
        target[2] = table[2][pixel[last]];
    }
}

void fillAround(const PixelStyle& style, std::span<float> input)
{
    for (std::size_t i = 0; i < input.size(); ++i)
        input[i] = styled(style.fill / 127.5F - 1.0F, style, i % kColours);
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

PictureMap plainMap(const VideoFrame& frame, PictureSize input)
{
    return {.x = {0, frame.width, 0, input.width, false}, .y = {0, frame.height, 0, input.height, false}};
}

VideoFrame atInputSize(const VideoFrame& frame, PictureSize input)
{
    const at::Tensor pixels = resampled(frame, plainMap(frame, input));
    const auto* first = pixels.const_data_ptr<std::uint8_t>();
    VideoFrame scaled = frame;
    scaled.width = input.width;
    scaled.height = input.height;
    scaled.picture = std::make_shared<RgbPicture>(std::vector<std::uint8_t>(first, first + pixels.numel()));
    return scaled;
}

PictureMap augmentedMap(const VideoFrame& frame, PictureSize input, RandomStream& random)
{
    PictureMap map;
    const double scale = random.uniform(kLeastScale, kLargestScale);
    map.x = augmentedAxis(frame.width, input.width, scale, random.uniform());
    map.y = augmentedAxis(frame.height, input.height, scale, random.uniform());
    map.x.isMirrored = random.chance(0.5);
    map.contrast = static_cast<float>(random.uniform(1.0 - kContrast, 1.0 + kContrast));
    map.brightness = static_cast<float>(random.uniform(-kBrightness, kBrightness));
    return map;
}

void drawInput(const VideoFrame& frame, const PictureMap& map, PictureSize size, std::span<float> input,
               const PixelStyle& style)
{
    const ValueTable table = valueTable(map, style);
    const at::Tensor pixels = resampled(frame, map);
    const auto* source = pixels.const_data_ptr<std::uint8_t>();
    const std::size_t sourceRow = static_cast<std::size_t>(map.x.inputCount) * kColours;
    const std::size_t inputRow = static_cast<std::size_t>(size.width) * kColours;
    if (sourceRow != inputRow || map.y.inputCount != size.height)
        fillAround(style, input);
    for (int y = 0; y < map.y.inputCount; ++y, source += sourceRow)
        copyRow(source, table, map.x, style.blueFirst,
                input.data() + static_cast<std::size_t>(map.y.inputFirst + y) * inputRow);
}

} // namespace jackdaw::learning
