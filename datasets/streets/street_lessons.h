// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasets/streets/street_script.h"
#include "engine/learning/learner.h"

#include <functional>
#include <stop_token>
#include <vector>

namespace jackdaw::datasets {

/// Labelled frames of one camera of a script.
struct StreetLessons {
    std::string camera;
    std::vector<learning::LabelledFrame> frames;
};

/// A frame of every camera of \p script each \p everySeconds, as students of \p learner learn from it, with the truth
/// of \p classes; cameras in the script's order. Cameras are painted by \p threads threads; the result does not depend
/// on how many. Stopped where \p stop asks for it.
Result<std::vector<StreetLessons>> streetLessons(const StreetScript& script, const std::vector<std::string>& classes,
                                                 const learning::Learner& learner, double everySeconds,
                                                 unsigned threads, const std::function<void(double fraction)>& progress,
                                                 std::stop_token stop);

} // namespace jackdaw::datasets
