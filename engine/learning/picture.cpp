// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/learning/picture.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace jackdaw::learning {
namespace {

constexpr std::size_t kColours = 3;
constexpr double kLeastScale = 0.8;
constexpr double kLargestScale = 1.4;
constexpr double kBrightness = 0.25;
constexpr double kContrast = 0.25;

/// The weighted source samples that make one output sample.
struct Taps {
    int first = 0;
    std::vector<float> weights; ///< empty outside the picture
};

Taps tapsAt(double centre, double reach, int size)
{
    if (centre < 0.0 || centre > size)
        return {};
    const int first = std::max(0, static_cast<int>(std::floor(centre - reach)));
    const int last = std::min(size - 1, static_cast<int>(std::ceil(centre + reach)) - 1);
    Taps taps{first, {}};
    double sum = 0.0;
    for (int i = first; i <= last; ++i) {
        const double weight = std::max(0.0, 1.0 - std::abs(i + 0.5 - centre) / reach);
        taps.weights.push_back(static_cast<float>(weight));
        sum += weight;
    }
    for (float& weight : taps.weights)
        weight = static_cast<float>(weight / sum);
    return taps;
}

std::vector<Taps> axisTaps(const AxisMap& map, int inputSize, int sourceSize)
{
    const double reach = std::max(1.0, 1.0 / std::abs(map.scale));
    std::vector<Taps> taps;
    taps.reserve(static_cast<std::size_t>(inputSize));
    for (int i = 0; i < inputSize; ++i)
        taps.push_back(tapsAt(map.toSource(i + 0.5), reach, sourceSize));
    return taps;
}

std::array<float, 256> valueTable(const PictureMap& map)
{
    std::array<float, 256> table;
    for (std::size_t i = 0; i < table.size(); ++i)
        table[i] = map.contrast * (static_cast<float>(i) / 127.5F - 1.0F) + map.brightness;
    return table;
}

void resampleRow(const std::uint8_t* source, const std::array<float, 256>& table, const std::vector<Taps>& columns,
                 float* row)
{
    for (const Taps& taps : columns) {
        float red = 0.0F;
        float green = 0.0F;
        float blue = 0.0F;
        const std::uint8_t* pixel = source + static_cast<std::size_t>(taps.first) * kColours;
        for (const float weight : taps.weights) {
            red += weight * table[pixel[0]];
            green += weight * table[pixel[1]];
            blue += weight * table[pixel[2]];
            pixel += kColours;
        }
        row[0] = red;
        row[1] = green;
        row[2] = blue;
        row += kColours;
    }
}

/// Resamples rows when they are first needed: neighbouring output rows share source rows.
class RowCache {
public:
    RowCache(const VideoFrame& frame, const std::array<float, 256>& table, const std::vector<Taps>& columns) :
        m_frame(frame), m_table(table), m_columns(columns), m_rowSize(columns.size() * kColours),
        m_rows(static_cast<std::size_t>(frame.height) * m_rowSize), m_filled(static_cast<std::size_t>(frame.height))
    {
    }

    const float* row(std::size_t y)
    {
        float* values = m_rows.data() + y * m_rowSize;
        if (!m_filled[y]) {
            const std::size_t stride = static_cast<std::size_t>(m_frame.width) * kColours;
            resampleRow(m_frame.rgb().data() + y * stride, m_table, m_columns, values);
            m_filled[y] = true;
        }
        return values;
    }

private:
    const VideoFrame& m_frame;
    const std::array<float, 256>& m_table;
    const std::vector<Taps>& m_columns;
    std::size_t m_rowSize;
    std::vector<float> m_rows;
    std::vector<bool> m_filled;
};

void copyUnscaled(const VideoFrame& frame, const std::array<float, 256>& table, std::span<float> input)
{
    const std::uint8_t* source = frame.rgb().data();
    for (std::size_t i = 0; i < input.size(); ++i)
        input[i] = table[source[i]];
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
    return {.x = {static_cast<double>(architecture.inputWidth) / frame.width, 0.0},
            .y = {static_cast<double>(architecture.inputHeight) / frame.height, 0.0}};
}

VideoFrame atInputSize(const VideoFrame& frame, const Architecture& architecture)
{
    std::vector<float> values(static_cast<std::size_t>(architecture.inputWidth)
                              * static_cast<std::size_t>(architecture.inputHeight) * kColours);
    drawInput(frame, plainMap(frame, architecture), architecture, values);
    std::vector<std::uint8_t> pixels(values.size());
    std::transform(values.begin(), values.end(), pixels.begin(), [](float value) {
        return static_cast<std::uint8_t>(std::lround(std::clamp((value + 1.0F) * 127.5F, 0.0F, 255.0F)));
    });
    VideoFrame scaled = frame;
    scaled.width = architecture.inputWidth;
    scaled.height = architecture.inputHeight;
    scaled.picture = std::make_shared<RgbPicture>(std::move(pixels));
    return scaled;
}

PictureMap augmentedMap(const VideoFrame& frame, const Architecture& architecture, RandomStream& random)
{
    PictureMap map = plainMap(frame, architecture);
    const double scale = random.uniform(kLeastScale, kLargestScale);
    // A larger picture is shifted so that it still covers the plane, a smaller one so that it stays on it.
    map.x.scale *= scale;
    map.x.shift = architecture.inputWidth * (1.0 - scale) * random.uniform();
    map.y.scale *= scale;
    map.y.shift = architecture.inputHeight * (1.0 - scale) * random.uniform();
    if (random.chance(0.5)) {
        map.x.scale = -map.x.scale;
        map.x.shift = architecture.inputWidth - map.x.shift;
    }
    map.contrast = static_cast<float>(random.uniform(1.0 - kContrast, 1.0 + kContrast));
    map.brightness = static_cast<float>(random.uniform(-kBrightness, kBrightness));
    return map;
}

void drawInput(const VideoFrame& frame, const PictureMap& map, const Architecture& architecture, std::span<float> input)
{
    const auto table = valueTable(map);
    if (map.x == AxisMap{} && map.y == AxisMap{} && input.size() == frame.rgb().size())
        return copyUnscaled(frame, table, input);
    const auto columns = axisTaps(map.x, architecture.inputWidth, frame.width);
    const auto rows = axisTaps(map.y, architecture.inputHeight, frame.height);
    RowCache cache(frame, table, columns);
    const std::size_t rowSize = columns.size() * kColours;
    float* output = input.data();
    for (const Taps& taps : rows) {
        std::fill_n(output, rowSize, 0.0F);
        for (std::size_t tap = 0; tap < taps.weights.size(); ++tap) {
            const float weight = taps.weights[tap];
            const float* source = cache.row(static_cast<std::size_t>(taps.first) + tap);
            for (std::size_t i = 0; i < rowSize; ++i)
                output[i] += weight * source[i];
        }
        output += rowSize;
    }
}

} // namespace jackdaw::learning
