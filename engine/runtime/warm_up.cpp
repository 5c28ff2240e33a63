// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/runtime/warm_up.h"

#include "engine/runtime/open_devices.h"
#include "engine/runtime/training_cost.h"

#include <algorithm>
#include <memory>
#include <set>
#include <utility>
#include <vector>

namespace jackdaw::runtime {
namespace {

constexpr int kRuns = 5;

VideoFrame blankPicture(int width = 64, int height = 64)
{
    std::vector<std::uint8_t> grey(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 3, 127);
    return {.width = width, .height = height, .picture = std::make_shared<RgbPicture>(std::move(grey))};
}

/// As large as those of the cameras, one of each size.
std::vector<VideoFrame> picturesOf(const RunParts& parts)
{
    std::set<std::pair<int, int>> sizes;
    for (const CameraSource& camera : parts.cameras)
        if (const video::StreamInfo& info = camera.feed->info(); info.width > 0 && info.height > 0)
            sizes.emplace(info.width, info.height);
    std::vector<VideoFrame> pictures;
    for (const auto& [width, height] : sizes)
        pictures.push_back(blankPicture(width, height));
    if (pictures.empty())
        pictures.push_back(blankPicture());
    return pictures;
}

/// Rounds of each size, of students that are nobody's.
Status lookInRounds(const learning::Learner& learner, const VideoFrame& picture)
{
    auto student = learner.prepare(learner.initial(0, CameraId{0}));
    if (!student)
        return tl::unexpected(student.error());
    if ((*student)->kindOfRound().empty())
        return {};
    for (std::size_t looks = 1; looks <= learning::kMostLooks; looks *= 2) {
        const std::vector<learning::Look> round(looks, {student->get(), &picture});
        for (int i = 0; i < kRuns; ++i)
            for (const auto& found : (*student)->lookTogether(round))
                if (!found)
                    return tl::unexpected(found.error());
    }
    return {};
}

std::vector<std::shared_ptr<const learning::Learner>> differentLearners(const RunParts& parts)
{
    std::vector<std::shared_ptr<const learning::Learner>> different;
    for (const auto& learner : parts.learners)
        if (std::none_of(different.begin(), different.end(),
                         [&](const auto& each) { return each->inferenceShape() == learner->inferenceShape(); }))
            different.push_back(learner);
    return different;
}

/// What every lane of a GPU has run before the first camera waits for it: each shape of batch as often as it takes
/// until it is a graph. Where lanes only serve that is what students and the golden model do for cameras.
compute::Work warmUpWork(const RunParts& parts, bool onlyServes, const std::shared_ptr<vision::GoldenModel>& golden)
{
    auto configurations =
        onlyServes ? std::vector<learning::TrainingConfiguration>() : chargedConfigurations(parts.settings);
    return [batches = calibrationBatches(parts.learners, configurations), learners = differentLearners(parts),
            pictures = picturesOf(parts), golden]() -> Status {
        for (const auto& learner : learners)
            for (const VideoFrame& picture : pictures)
                if (Status looked = lookInRounds(*learner, picture); !looked)
                    return looked;
        for (const learning::CalibrationBatch& batch : batches)
            for (int i = 0; i < kRuns; ++i)
                batch.run();
        Status labelled;
        for (int i = 0; i < kRuns && golden && golden->mayServe() && labelled; ++i)
            labelled = golden->detect(blankPicture()).map([](const auto&) {});
        return labelled;
    };
}

} // namespace

Status warmUpDevices(RunParts& parts)
{
    // A label cache would keep the networks from running.
    const bool labels = !parts.settings.labelling.models.empty() && !parts.settings.labelCache;
    Status warm;
    for (std::size_t i = 0; i < parts.devices.size() && warm; ++i) {
        const auto common = std::find_if(parts.cameras.begin(), parts.cameras.end(),
                                         [](const CameraSource& camera) { return !camera.run.goldenLabels; });
        const auto golden = labels && common != parts.cameras.end() ? common->golden[i] : nullptr;
        warm = warmUp(*parts.devices[i], [&](bool onlyServes) { return warmUpWork(parts, onlyServes, golden); });
    }
    return warm;
}

} // namespace jackdaw::runtime
