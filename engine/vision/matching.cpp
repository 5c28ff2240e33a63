// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/vision/matching.h"

#include "engine/api/box_overlap.h"
#include "engine/vision/class_bits.h"
#include "engine/vision/frame_match.h"

#include <algorithm>
#include <numeric>
#include <optional>

namespace jackdaw::vision {
namespace {

std::vector<std::size_t> byFallingScore(const std::vector<Detection>& predictions)
{
    std::vector<std::size_t> order(predictions.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return predictions[a].score > predictions[b].score; });
    return order;
}

/// The free object of a right class that overlaps most.
std::optional<std::size_t> bestObject(const Detection& prediction, const FrameLabels& reference,
                                      const std::vector<bool>& taken, float minimumOverlap)
{
    std::optional<std::size_t> best;
    float bestOverlap = 0.0F;
    for (std::size_t i = 0; i < reference.size(); ++i) {
        if (taken[i] || (reference[i].allowedClasses & classBit(prediction.label.value)) == 0)
            continue;
        const float found = overlap(prediction.box, reference[i].box);
        if (found >= minimumOverlap && found > bestOverlap) {
            best = i;
            bestOverlap = found;
        }
    }
    return best;
}

bool liesOnIgnored(const Box& box, const FrameLabels& reference, float minimumOverlap)
{
    return std::any_of(reference.begin(), reference.end(), [&](const LabelledObject& object) {
        const float common = sharedArea(box, object.box);
        return object.isIgnored() && common > 0.0F
            && common >= minimumOverlap * std::min(box.area(), object.box.area());
    });
}

/// Of the free detections that overlap \p stood the first of its class, or else the first of any.
std::optional<std::size_t> foundAgain(const Detection& stood, const std::vector<Detection>& found,
                                      const std::vector<bool>& taken)
{
    std::optional<std::size_t> other;
    for (std::size_t i = 0; i < found.size(); ++i) {
        if (taken[i] || overlap(found[i].box, stood.box) < MatchOptions{}.minimumOverlap)
            continue;
        if (found[i].label == stood.label)
            return i;
        other = other.value_or(i);
    }
    return other;
}

} // namespace

float overlap(const Box& a, const Box& b)
{
    return boxOverlap(a, b);
}

FrameMatch matchFrame(const std::vector<Detection>& predictions, const FrameLabels& reference, std::size_t classes,
                      const MatchOptions& options)
{
    const auto counts = [&](const Detection& prediction) {
        return prediction.label.value < classes && (options.coveredClasses & classBit(prediction.label.value)) != 0;
    };
    FrameMatch result;
    result.predictions.resize(predictions.size(), Outcome::LeftOut);
    std::vector<bool> taken(reference.size(), false);
    for (const std::size_t i : byFallingScore(predictions)) {
        if (!counts(predictions[i]))
            continue;
        if (const auto object = bestObject(predictions[i], reference, taken, options.minimumOverlap)) {
            taken[*object] = true;
            result.predictions[i] = Outcome::Right;
        } else if (!liesOnIgnored(predictions[i].box, reference, options.minimumOverlap)) {
            result.predictions[i] = Outcome::Wrong;
        }
    }
    for (std::size_t i = 0; i < reference.size(); ++i) {
        const std::uint32_t expected = reference[i].allowedClasses & options.coveredClasses;
        if (!taken[i] && expected != 0 && firstClass(expected) < classes)
            result.missed.push_back(firstClass(expected));
    }
    return result;
}

std::vector<ClassCounts> match(const std::vector<Detection>& predictions, const FrameLabels& reference,
                               std::size_t classes, const MatchOptions& options)
{
    const FrameMatch found = matchFrame(predictions, reference, classes, options);
    std::vector<ClassCounts> counts(classes);
    for (std::size_t i = 0; i < predictions.size(); ++i) {
        if (found.predictions[i] == Outcome::Right)
            ++counts[predictions[i].label.value].truePositives;
        else if (found.predictions[i] == Outcome::Wrong)
            ++counts[predictions[i].label.value].falsePositives;
    }
    for (const std::uint32_t label : found.missed)
        ++counts[label].falseNegatives;
    return counts;
}

std::vector<Detection> confirmed(std::vector<Detection> found, const std::vector<Detection>& standing,
                                 const Hysteresis& scores, Names names)
{
    std::vector<bool> taken(found.size());
    for (const Detection& stood : standing) {
        const auto again = foundAgain(stood, found, taken);
        if (!again || found[*again].score < scores.weak)
            continue;
        taken[*again] = true;
        found[*again].score = std::max(found[*again].score, scores.strong);
        if (names == Names::OfStanding)
            found[*again].label = stood.label;
    }
    return found;
}

} // namespace jackdaw::vision
