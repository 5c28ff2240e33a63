// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "datasets/streets/street_truth.h"

#include "engine/vision/class_map.h"

#include <algorithm>
#include <climits>

namespace jackdaw::datasets {

namespace {

/// Of the longer side: how long the shorter one must be at least. What is smaller or more hidden is ignored. A detector
/// that joins its features at stride 8 cannot tell classes in fewer pixels than 14, nor can people.
constexpr double kShortSide = 3.0;
constexpr double kLongSide = 7.0;
constexpr double kSmallestVisible = 0.3; // part of the silhouette
constexpr int kFewestPixels = 12;

/// What can be seen of one label.
struct Silhouette {
    int left = INT_MAX;
    int top = INT_MAX;
    int right = -1;
    int bottom = -1;
    int visible = 0;
};

void measureRow(const std::uint16_t* row, int width, int y, std::vector<Silhouette>& found)
{
    for (int x = 0; x < width;) {
        const std::uint16_t id = row[x];
        int end = x + 1;
        while (end < width && row[end] == id)
            ++end;
        if (id != 0) {
            Silhouette& silhouette = found[id - 1U];
            silhouette.left = std::min(silhouette.left, x);
            silhouette.right = std::max(silhouette.right, end - 1);
            silhouette.top = std::min(silhouette.top, y);
            silhouette.bottom = y;
            silhouette.visible += end - x;
        }
        x = end;
    }
}

std::vector<Silhouette> measure(const cv::Mat& ids, std::size_t labels)
{
    std::vector<Silhouette> found(labels);
    for (int y = 0; y < ids.rows; ++y)
        measureRow(ids.ptr<std::uint16_t>(y), ids.cols, y, found);
    return found;
}

} // namespace

StreetTruth::StreetTruth(const StreetSettings& settings) : m_smallest(settings.smallest)
{
    const vision::ClassMap map({settings.classes, vision::trafficAliases(settings.classes), 0.0F});
    for (std::size_t i = 0; i < m_classes.size(); ++i)
        m_classes[i] = map.classesOf(streetClassNames()[i]);
}

vision::FrameLabels StreetTruth::read(const cv::Mat& ids, const std::vector<StreetLabel>& labels,
                                      std::vector<std::uint16_t>* silhouettes) const
{
    vision::FrameLabels truth;
    const auto found = measure(ids, labels.size());
    std::vector<std::uint16_t> numbers(labels.size() + 1, 0);
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const Silhouette& seen = found[i];
        if (seen.visible < kFewestPixels)
            continue;
        vision::LabelledObject object;
        const auto half = [](int edge) { return static_cast<float>(edge) / kOversampling; };
        object.box = {half(seen.left), half(seen.top), half(seen.right + 1), half(seen.bottom + 1)};
        const bool isClear = seen.visible >= kSmallestVisible * labels[i].whole
            && std::max(object.box.width(), object.box.height()) >= m_smallest
            && std::min(object.box.width(), object.box.height()) >= m_smallest * kShortSide / kLongSide;
        object.allowedClasses = isClear ? m_classes[static_cast<std::size_t>(labels[i].kind)] : 0U;
        object.track = TrackId{labels[i].track};
        truth.push_back(object);
        numbers[i + 1] = static_cast<std::uint16_t>(truth.size());
    }
    if (silhouettes) {
        silhouettes->resize(ids.total());
        std::transform(ids.begin<std::uint16_t>(), ids.end<std::uint16_t>(), silhouettes->begin(),
                       [&](std::uint16_t id) { return numbers[id]; });
    }
    return truth;
}

} // namespace jackdaw::datasets
