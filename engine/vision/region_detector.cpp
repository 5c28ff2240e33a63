// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/vision/region_detector.h"

#include "engine/vision/detection_fusion.h"
#include "engine/vision/onnx_detector.h"

#include <algorithm>
#include <utility>

namespace jackdaw::vision {
namespace {

/// Lower than where a detector makes a statement: a region without an object costs little, one that is missing an
/// object.
constexpr float kThreshold = 0.25F;
constexpr float kMaximumOverlap = 0.6F;

/// By the network's numbers.
using Wanted = std::vector<bool>;

/// The session's \p classes; all that \p detector finds where one of them is no name that it has.
Wanted wantedOf(const std::vector<std::string>& classes, const OnnxDetector& detector)
{
    Wanted wanted(detector.classNumbers().names().size());
    for (const std::string& name : classes) {
        const auto number = detector.classNumbers().find(name);
        if (!number) {
            wanted.assign(wanted.size(), true);
            return wanted;
        }
        wanted[*number] = true;
    }
    return wanted;
}

} // namespace

class RegionDetector::Impl {
public:
    OnnxDetector detector;
    Wanted wanted;
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
    Wanted wanted = wantedOf(classes, *detector);
    return std::unique_ptr<RegionDetector>(
        new RegionDetector(std::make_unique<Impl>(Impl{std::move(*detector), std::move(wanted)})));
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
