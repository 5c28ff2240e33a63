// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/learning/classifier_weights.h"
#include "engine/learning/families.h"
#include "engine/vision/region_detector.h"

#include <memory>
#include <span>
#include <string>
#include <vector>

namespace jackdaw::learning {

/// A classifier with prepared weights, and what finds its objects. One picture at a time goes through it.
class ClassifierStudent final : public Student {
public:
    /// Regions of a picture that are named, the likeliest first; more are left out. It bounds what a picture costs.
    static constexpr std::size_t kMostRegions = 16;

    /// \p detector finds the objects, or else the background of the weights; \p shape is what one picture is charged
    /// for, \p size what pictures are scaled to before objects are searched and cut out.
    ClassifierStudent(std::shared_ptr<const ClassifierWeights> weights,
                      std::unique_ptr<vision::RegionDetector> detector, vision::PictureSize size, std::string shape);
    ~ClassifierStudent() override;

    /// Regions of the source, each with the likeliest class. Scores begin at kScoreThreshold: a classifier names
    /// whatever it is shown.
    Result<std::vector<Detection>> detect(const VideoFrame& frame, float threshold = kScoreThreshold) override;
    /// Of the labels' own boxes: what is trained is the naming, so that is what decides between weights.
    Result<Judgement> judge(const LabelledFrame& frame) override;
    std::size_t classes() const override;
    std::string costShape() const override { return m_shape; }

    /// What \p picture, of the students' input size, shows in each of \p boxes, in their order.
    Result<std::vector<Detection>> name(const VideoFrame& picture, std::span<const Box> boxes);
    /// What a picture costs at most, on made-up regions.
    void exercise(const VideoFrame& picture);

private:
    Result<std::vector<Box>> regions(const VideoFrame& picture);

    class Impl;
    std::unique_ptr<Impl> m_impl;
    std::string m_shape;
};

/// Errors name the file of the source or of the weights to start from, and what is wrong with it.
Result<std::shared_ptr<const Learner>> makeClassifierLearner(const ClassifierSettings& settings,
                                                             const std::vector<std::string>& classes);

} // namespace jackdaw::learning
