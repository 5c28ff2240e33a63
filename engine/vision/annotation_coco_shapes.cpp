// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/vision/annotation_coco_shapes.h"

#include "engine/vision/annotation_json.h"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

namespace jackdaw::vision {
namespace {

using nlohmann::json;
using Stretches = std::vector<std::int64_t>;

/// Five bits a letter, low ones first, the sixth where more follow; from the fourth number on what is stored is the
/// difference to the one before the last.
std::optional<Stretches> fromLetters(std::string_view letters)
{
    constexpr int kMostBits = 40;
    Stretches stretches;
    for (std::size_t i = 0; i < letters.size();) {
        std::int64_t value = 0;
        bool more = true;
        for (int shift = 0; more; shift += 5) {
            if (i == letters.size() || letters[i] < '0' || letters[i] > 'o' || shift > kMostBits)
                return std::nullopt;
            const auto bits = static_cast<std::int64_t>(letters[i++] - '0');
            value |= (bits & 0x1F) << shift;
            more = (bits & 0x20) != 0;
            if (!more && (bits & 0x10) != 0)
                value -= std::int64_t{1} << (shift + 5);
        }
        if (stretches.size() > 2)
            value += stretches[stretches.size() - 2];
        stretches.push_back(value);
    }
    return stretches;
}

std::optional<Stretches> stretchesOf(const json& counts)
{
    if (counts.is_string())
        return fromLetters(counts.get_ref<const std::string&>());
    if (!counts.is_array())
        return std::nullopt;
    Stretches stretches;
    for (const json& count : counts) {
        if (!count.is_number_integer())
            return std::nullopt;
        stretches.push_back(count.get<std::int64_t>());
    }
    return stretches;
}

void widen(std::optional<Box>& box, const Box& other)
{
    box = box ? Box{std::min(box->x1, other.x1), std::min(box->y1, other.y1), std::max(box->x2, other.x2),
                    std::max(box->y2, other.y2)}
              : other;
}

} // namespace

std::optional<Box> boxAroundMask(const json& mask)
{
    const json& size = valueAt(mask, "size");
    const auto stretches = stretchesOf(valueAt(mask, "counts"));
    if (!stretches || !size.is_array() || size.size() != 2 || !size[0].is_number_integer()
        || !size[1].is_number_integer())
        return std::nullopt;
    const auto picture = pictureSize(size[1].get<std::int64_t>(), size[0].get<std::int64_t>());
    if (!picture)
        return std::nullopt;
    const std::int64_t height = picture->height;
    const std::int64_t pixels = height * picture->width;
    std::optional<Box> box;
    std::int64_t at = 0;
    for (std::size_t i = 0; i < stretches->size(); ++i) {
        const std::int64_t length = (*stretches)[i];
        if (length < 0 || length > pixels - at)
            return std::nullopt;
        if (i % 2 == 1 && length > 0) {
            const std::int64_t last = at + length - 1;
            const bool isOneColumn = at / height == last / height;
            widen(box,
                  Box{static_cast<float>(at / height), static_cast<float>(isOneColumn ? at % height : 0),
                      static_cast<float>(last / height + 1),
                      static_cast<float>(isOneColumn ? last % height + 1 : height)});
        }
        at += length;
    }
    return box;
}

std::optional<Box> boxAroundKeypoints(const json& keypoints)
{
    if (!keypoints.is_array() || keypoints.size() % 3 != 0)
        return std::nullopt;
    json points = json::array();
    for (std::size_t i = 0; i < keypoints.size(); i += 3)
        if (!keypoints[i + 2].is_number() || keypoints[i + 2].get<double>() > 0.0)
            points.insert(points.end(), {keypoints[i], keypoints[i + 1]});
    return boxAround(points);
}

} // namespace jackdaw::vision
