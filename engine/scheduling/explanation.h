// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/scheduling/plan.h"
#include "engine/scheduling/planner.h"
#include "engine/scheduling/window_problem.h"

#include <string>
#include <string_view>
#include <vector>

namespace jackdaw::scheduling {

/// \p value by a printf format with one number.
std::string numberInWords(const char* format, double value);
/// E.g. "61.3 %".
std::string percentInWords(double accuracy);
/// E.g. "0.20 GPU".
std::string gpusInWords(double share);

/// A way of serving with what is expected of it: "the golden model serves one frame in 4, boxes moved along: 86.0 %
/// expected".
std::string servingWords(const Serving& serving, double accuracy);
/// What serves a camera with \p share while its student's model has accuracy \p model, and what else would reach, e.g.
/// "the golden model serves one frame in 4, boxes moved along: 86.0 % expected, its student would reach 71.0 % with the
/// same share".
std::string servingReason(const StreamProblem& stream, double model, Share share);

/// The plan's reasons as sentences, from its trace and the problem alone; most important first. E.g. "Retraining of
/// gate took 0.2 GPU from inference of yard: with "whole, 12 epochs" its accuracy is expected to rise from .31 to .58
/// after 14 s, worth +1.3 points to the mean."
std::vector<std::string> explain(const WindowProblem& problem, const Plan& plan);

/// \p plan as an event, with its reasons; the window and the occasion are still to be named.
PlanComputed planComputed(const WindowProblem& problem, const Plan& plan);

/// \p problem with one thing changed. \p change is "WHAT=NUMBER": "gpus", "delta" or "seconds", or a stream's name and
/// one of weight, floor, start (accuracy) and demand (share at full rate), e.g. "gate.weight=2". The number may be a
/// factor: "gpus=x2".
Result<WindowProblem> changedProblem(const WindowProblem& problem, std::string_view change);

/// What a stream gets and is expected to reach in two plans.
struct StreamDifference {
    std::size_t stream = 0;
    StreamAllocation before;
    StreamAllocation after;
    double expectedBefore = 0.0;
    double expectedAfter = 0.0;
    bool operator==(const StreamDifference&) const = default;
};

/// Two plans of the same streams side by side.
struct PlanDifference {
    std::vector<StreamDifference> streams; ///< in the problem's order
    double meanBefore = 0.0;
    double meanAfter = 0.0;
};
PlanDifference difference(const Plan& before, const Plan& after);

/// The counterfactual: what \p planner would do with \p changed instead of \p problem.
PlanDifference whatIf(const Planner& planner, const WindowProblem& problem, const WindowProblem& changed);

/// In words, streams that change most first; what stays the same is left out.
std::vector<std::string> explainDifference(const WindowProblem& problem, const PlanDifference& difference);

} // namespace jackdaw::scheduling
