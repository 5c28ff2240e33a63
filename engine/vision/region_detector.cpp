// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/vision/region_detector.h"

#include "engine/vision/coco_classes.h"
#include "engine/vision/detection_fusion.h"
#include "engine/vision/onnx_detector.h"

#include <algorithm>
#include <array>
#include <utility>

namespace jackdaw::vision {
namespace {

/// Lower than where a detector makes a statement: a region without an object costs little, one that is missing an
/// object.
constexpr float kThreshold = 0.25F;
constexpr float kMaximumOverlap = 0.6F;

using Wanted = std::array<bool, kCocoClasses>;

Wanted wantedOf(const std::vector<std::string>& classes)
{
    Wanted wanted{};
    for (const std::string& name : classes) {
        const auto index = cocoIndex(name);
        if (!index) {
            wanted.fill(true);
            return wanted;
        }
        wanted[static_cast<std::size_t>(*index)] = true;
    }
    return wanted;
}

} // namespace

class RegionDetector::Impl {
public:
    OnnxDetector detector;
    Wanted wanted{};
};

RegionDetector::RegionDetector(std::unique_ptr<Impl> impl) : m_impl(std::move(impl))
{
}

RegionDetector::~RegionDetector() = default;

Result<std::unique_ptr<RegionDetector>> RegionDetector::open(const std::filesystem::path& network,
                                                             const std::vector<std::string>& classes)
{
    constexpr int kThreadsOfTheCaller = 0;
    auto detector = OnnxDetector::open(network, kThreadsOfTheCaller);
    if (!detector)
        return tl::unexpected(detector.error());
    return std::unique_ptr<RegionDetector>(
        new RegionDetector(std::make_unique<Impl>(Impl{std::move(*detector), wantedOf(classes)})));
}

Result<std::vector<Detection>> RegionDetector::find(const VideoFrame& frame, std::size_t most)
{
    if (!frame.hasPixels())
        return fail(ErrorCode::InvalidInput,
                    "Frame " + std::to_string(frame.index)
                        + " was searched for objects without pixels, or not as many as its size says.");
    auto found = m_impl->detector.detect(frame);
    if (!found)
        return found;
    std::erase_if(*found, [&](const Detection& detection) {
        return detection.score < kThreshold || !m_impl->wanted[detection.label.value];
    });
    auto regions = suppressOverlaps(std::move(*found), kMaximumOverlap, Rivals::All, most);
    for (Detection& region : regions)
        region.label = ClassId{0};
    return regions;
}

const std::string& RegionDetector::name() const
{
    return m_impl->detector.name();
}

Result<std::unique_ptr<RegionDetector>> RegionDetector::copy() const
{
    auto detector = m_impl->detector.copy();
    if (!detector)
        return tl::unexpected(detector.error());
    return std::unique_ptr<RegionDetector>(
        new RegionDetector(std::make_unique<Impl>(Impl{std::move(*detector), m_impl->wanted})));
}

} // namespace jackdaw::vision
