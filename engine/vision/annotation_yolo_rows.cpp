// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/vision/annotation_yolo_rows.h"

#include "engine/vision/annotation_text.h"
#include "engine/vision/class_names.h"

#include <algorithm>
#include <cmath>

namespace jackdaw::vision {
namespace {

constexpr std::size_t kBox = 4;
constexpr std::size_t kScored = 5;
constexpr std::size_t kTracked = 6;

bool isWhole(float value)
{
    return value >= 1.0F && value <= 4e9F && value == std::floor(value);
}

std::optional<Box> boxOf(const std::vector<float>& values)
{
    if (values.size() < kBox || values[2] < 0.0F || values[3] < 0.0F)
        return std::nullopt;
    return Box{values[0] - values[2] / 2.0F, values[1] - values[3] / 2.0F, values[0] + values[2] / 2.0F,
               values[1] + values[3] / 2.0F};
}

std::optional<Box> aroundOutline(const std::vector<float>& values)
{
    if (values.size() < 6 || values.size() % 2 != 0)
        return std::nullopt;
    Box box{values[0], values[1], values[0], values[1]};
    for (std::size_t i = 2; i < values.size(); i += 2)
        box = {std::min(box.x1, values[i]), std::min(box.y1, values[i + 1]), std::max(box.x2, values[i]),
               std::max(box.y2, values[i + 1])};
    return box;
}

/// Some room for joints that people set beside the box.
bool lies(float x, float y, const Box& box)
{
    const float across = 0.1F * box.width() + 0.005F;
    const float down = 0.1F * box.height() + 0.005F;
    return x >= box.x1 - across && x <= box.x2 + across && y >= box.y1 - down && y <= box.y2 + down;
}

/// A keypoint that is not there has no place and, where that is said, the visibility 0.
bool keypointsFit(const std::vector<float>& values, std::size_t each, std::size_t behind)
{
    const auto box = boxOf(values);
    if (!box || values.size() < kBox + each + behind || (values.size() - kBox - behind) % each != 0)
        return false;
    for (std::size_t i = kBox; i + each <= values.size() - behind; i += each) {
        if (each == 3 && (values[i + 2] < 0.0F || values[i + 2] > 2.0F))
            return false;
        const bool isThere = each == 3 ? values[i + 2] > 0.0F : values[i] != 0.0F || values[i + 1] != 0.0F;
        if (isThere && !lies(values[i], values[i + 1], *box))
            return false;
    }
    return true;
}

/// The width and height of a box, taken for an outline's second point, lie far from what would be the others.
bool extentLiesApart(const std::vector<float>& values)
{
    std::vector<float> others = values;
    others.erase(others.begin() + 2, others.begin() + 4);
    others.insert(others.end(), {values[0], values[1]}); // enough for a box around
    if (others.size() % 2 != 0)
        return true;
    return !lies(values[2], values[3], *aroundOutline(others));
}

std::string lineAfter(const std::string& yaml, std::string_view key)
{
    LineReader lines(yaml);
    for (std::string_view line; lines.next(line);)
        if (line.starts_with(key))
            return std::string(trimmed(line.substr(key.size(), line.find(" #") - key.size())));
    return {};
}

} // namespace

std::vector<std::string> yoloWords(std::string_view line)
{
    std::string plain(line);
    std::replace(plain.begin(), plain.end(), '\t', ' ');
    std::vector<std::string> words;
    for (std::string& word : fieldsOf(plain, ' '))
        if (!word.empty())
            words.push_back(std::move(word));
    return words;
}

std::optional<std::vector<float>> yoloValues(const std::vector<std::string>& words)
{
    std::vector<float> values;
    for (std::size_t i = 1; i < words.size(); ++i) {
        const auto value = parseFinite(words[i]);
        if (!value)
            return std::nullopt;
        values.push_back(*value);
    }
    return values;
}

void YoloLayout::say(const std::string& yaml)
{
    m_saidOutlines = lowerCase(unquoted(lineAfter(yaml, "task:"))) == "segment";
    const auto shape = listedNames(lineAfter(yaml, "kpt_shape:"));
    const auto points = shape.size() == 2 ? parseNumber<std::size_t>(shape[0]) : std::nullopt;
    const auto each = shape.size() == 2 ? parseNumber<std::size_t>(shape[1]) : std::nullopt;
    if (points && each && *points >= 1 && *points <= 10'000 && (*each == 2 || *each == 3)) {
        m_points = *points;
        m_keypoints = {*each, 0};
    }
}

void YoloLayout::add(const std::vector<float>& values)
{
    if (values.size() == kScored) {
        m_wholeFifth = m_wholeFifth && isWhole(values[4]);
        m_largeFifth = m_largeFifth || values[4] > 1.0F;
    }
    if (values.size() < kTracked)
        return;
    m_lengths.insert(values.size());
    m_wholeSixth = m_wholeSixth && isWhole(values[5]) && values[4] >= 0.0F && values[4] <= 1.0F;
    for (Keypoints& tried : m_tried)
        tried.fits = tried.fits && keypointsFit(values, tried.each, tried.behind);
    m_extentIsNoPoint = m_extentIsNoPoint || extentLiesApart(values);
}

/// All objects have the same number of them.
std::optional<YoloLayout::Keypoints> YoloLayout::fittingKeypoints() const
{
    const auto found = std::find_if(m_tried.begin(), m_tried.end(), [](const Keypoints& tried) { return tried.fits; });
    return m_lengths.size() == 1 && found != m_tried.end() ? std::optional(*found) : std::nullopt;
}

std::optional<std::string> YoloLayout::decide()
{
    if (m_points > 0)
        m_kind = Kind::Keypoints;
    else if (m_lengths.empty())
        m_kind = m_wholeFifth && m_largeFifth ? Kind::Tracks : Kind::Boxes;
    else if (m_saidOutlines)
        m_kind = Kind::Outlines;
    else if (*m_lengths.rbegin() == kTracked && m_wholeSixth)
        m_kind = Kind::Tracks;
    else if (const auto fitting = fittingKeypoints()) {
        m_kind = Kind::Keypoints;
        m_keypoints = *fitting;
        if (!m_extentIsNoPoint)
            return "rows of " + std::to_string(*m_lengths.begin() + 1)
                + " fields may be outlines, or boxes with keypoints: nothing in them tells which";
    } else
        m_kind = Kind::Outlines;
    return std::nullopt;
}

std::optional<YoloPlace> YoloLayout::placeOf(const std::vector<float>& values) const
{
    if (values.size() == kBox || values.size() == kScored || m_kind == Kind::Tracks) {
        const auto box = values.size() <= kTracked ? boxOf(values) : std::nullopt;
        if (!box)
            return std::nullopt;
        YoloPlace place{.box = *box};
        const bool isTracked = m_kind == Kind::Tracks
            && (values.size() == kTracked || (values.size() == kScored && m_wholeFifth && m_largeFifth));
        if (isTracked)
            place.track = TrackId{static_cast<std::uint32_t>(values.back())};
        if (values.size() == (isTracked ? kTracked : kScored))
            place.score = std::clamp(values[4], 0.0F, 1.0F);
        return place;
    }
    const std::size_t keypoints = kBox + m_points * m_keypoints.each;
    if (m_kind == Kind::Keypoints && m_points > 0 && (values.size() < keypoints || values.size() > keypoints + 2))
        return std::nullopt;
    const auto box = m_kind == Kind::Keypoints ? boxOf(values) : aroundOutline(values);
    return box ? std::optional(YoloPlace{.box = *box}) : std::nullopt;
}

std::string YoloLayout::note() const
{
    switch (m_kind) {
    case Kind::Tracks: return "Whole numbers at the ends of rows are taken as those of tracks.";
    case Kind::Keypoints: return "Rows are boxes with keypoints, of which the boxes are read.";
    case Kind::Outlines: return "Rows of more than a box are outlines: the upright boxes around them are read.";
    case Kind::Boxes: break;
    }
    return {};
}

} // namespace jackdaw::vision
