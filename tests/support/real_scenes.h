// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/learning/learner.h"
#include "engine/video/recorded_feed.h"
#include "engine/vision/annotation_file.h"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace jackdaw::testing {

using LabelledFrames = std::vector<learning::LabelledFrame>;

/// Of the real scenes.
inline const std::vector<std::string> kSceneClasses{"person", "car", "bus", "truck"};
inline constexpr std::int64_t kSceneLength = 230; ///< frames
inline constexpr std::int64_t kLabelledEvery = 10;
/// A scene is learned from up to here and tested from there on; between them 20 frames.
inline constexpr std::int64_t kLastLearned = 100;
inline constexpr std::int64_t kFirstTested = 120;

/// Every tenth frame of \p video, with the labels of \p file.
inline LabelledFrames labelledFrames(const learning::Learner& learner, const std::filesystem::path& video,
                                     const std::filesystem::path& file)
{
    const auto labels = vision::readAnnotationFile(file, {kSceneClasses, vision::trafficAliases(kSceneClasses), 0.3F});
    auto feed = video::RecordedFeed::open({.source = video.string()});
    LabelledFrames kept;
    std::vector<VideoFrame> frames;
    for (double second = 1.0; labels && feed && !(*feed)->ended(); second += 1.0) {
        frames.clear();
        (*feed)->collect(fromSeconds(second), frames);
        for (const VideoFrame& frame : frames) {
            const auto found = labels->frames.find(frame.index);
            if (frame.index % kLabelledEvery == 0 && found != labels->frames.end())
                kept.push_back(*learner.keep(frame, found->second));
        }
    }
    return kept;
}

struct RealScene {
    LabelledFrames learned;
    LabelledFrames tested;
};

inline std::vector<RealScene> scenesOf(const LabelledFrames& frames)
{
    std::vector<RealScene> scenes;
    for (const learning::LabelledFrame& frame : frames) {
        const auto number = static_cast<std::size_t>(frame.picture.index / kSceneLength);
        const std::int64_t place = frame.picture.index % kSceneLength;
        scenes.resize(std::max(scenes.size(), number + 1));
        if (place <= kLastLearned)
            scenes[number].learned.push_back(frame);
        else if (place >= kFirstTested)
            scenes[number].tested.push_back(frame);
    }
    return scenes;
}

/// The eight scenes of the street cameras, one after the other, with the golden model's labels.
inline std::vector<RealScene> realScenes(const learning::Learner& learner, const std::filesystem::path& shared)
{
    return scenesOf(labelledFrames(learner, shared / "real" / "streams" / "scenes-352x288-25fps.mp4",
                                   shared / "real" / "golden" / "scenes-352x288-25fps.csv"));
}

/// What \p start is after it was retrained on \p learned and \p rehearsal, in window \p step; null where that fails.
inline std::shared_ptr<const learning::Weights> retrained(const learning::Learner& learner,
                                                          std::shared_ptr<const learning::Weights> start,
                                                          const LabelledFrames& learned, LabelledFrames rehearsal,
                                                          learning::TrainingConfiguration configuration,
                                                          std::uint32_t step)
{
    learning::TrainingInputs inputs;
    inputs.start = std::move(start);
    inputs.training = learned;
    inputs.rehearsal = std::move(rehearsal);
    inputs.configuration = std::move(configuration);
    inputs.seed = 1;
    inputs.step = step;
    auto run = learner.train(std::move(inputs));
    while (run && (*run)->nextBatch())
        if (!(*run)->runBatch())
            return nullptr;
    return run ? (*run)->best() : nullptr;
}

/// F1 of a student with \p weights against golden labels; -1 where it cannot be had.
inline double accuracyOf(const learning::Learner& learner, const std::shared_ptr<const learning::Weights>& weights,
                         const LabelledFrames& frames)
{
    auto student = weights ? learner.prepare(weights) : tl::unexpected(Error{});
    const auto accuracy = student ? learning::evaluate(**student, frames) : tl::unexpected(student.error());
    return accuracy ? accuracy->golden.value : -1.0;
}

} // namespace jackdaw::testing
