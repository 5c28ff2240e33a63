// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/vision/accuracy.h"
#include "engine/vision/frame_match.h"

#include <algorithm>

namespace jackdaw::vision {
namespace {

struct Scored {
    float score = 0.0F;
    bool right = false;
};

struct ClassRanking {
    std::vector<Scored> predictions;
    std::size_t objects = 0;
};

void addFrame(std::vector<ClassRanking>& rankings, const PredictedFrame& frame, std::uint32_t coveredClasses)
{
    const FrameMatch found =
        matchFrame(frame.predictions, frame.reference, rankings.size(), MatchOptions{0.5F, coveredClasses});
    for (std::size_t i = 0; i < frame.predictions.size(); ++i) {
        if (found.predictions[i] == Outcome::LeftOut)
            continue;
        const Detection& prediction = frame.predictions[i];
        const bool right = found.predictions[i] == Outcome::Right;
        rankings[prediction.label.value].predictions.push_back({prediction.score, right});
        rankings[prediction.label.value].objects += right ? 1 : 0;
    }
    for (const std::uint32_t label : found.missed)
        ++rankings[label].objects;
}

/// Area under the precision-recall curve, precision made to fall with recall (all-point interpolation).
double averagePrecision(ClassRanking ranking)
{
    std::stable_sort(ranking.predictions.begin(), ranking.predictions.end(),
                     [](const Scored& a, const Scored& b) { return a.score > b.score; });
    std::vector<double> precisionAtHit;
    std::size_t seen = 0;
    for (const Scored& prediction : ranking.predictions) {
        ++seen;
        if (prediction.right)
            precisionAtHit.push_back(static_cast<double>(precisionAtHit.size() + 1) / static_cast<double>(seen));
    }
    double sum = 0.0;
    double best = 0.0;
    for (auto precision = precisionAtHit.rbegin(); precision != precisionAtHit.rend(); ++precision) {
        best = std::max(best, *precision);
        sum += best;
    }
    return sum / static_cast<double>(ranking.objects);
}

} // namespace

std::optional<Accuracy> ap50(std::span<const PredictedFrame> frames, std::size_t classes, std::uint32_t coveredClasses)
{
    std::vector<ClassRanking> rankings(classes);
    for (const PredictedFrame& frame : frames)
        addFrame(rankings, frame, coveredClasses);
    double sum = 0.0;
    int occurring = 0;
    for (ClassRanking& ranking : rankings) {
        if (ranking.objects == 0)
            continue;
        sum += averagePrecision(std::move(ranking));
        ++occurring;
    }
    return occurring > 0 ? std::optional(Accuracy{sum / occurring}) : std::nullopt;
}

} // namespace jackdaw::vision
