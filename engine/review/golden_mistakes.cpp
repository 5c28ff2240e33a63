// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/review/golden_mistakes.h"

#include "engine/api/box_overlap.h"

#include <algorithm>
#include <cstddef>

namespace jackdaw::review {
namespace {

/// A label that lies on an object.
struct Pair {
    std::size_t object = 0;
    std::size_t label = 0;
    bool isSameClass = false;
    float overlap = 0.0F;
};

/// All that may belong together, what fits best first.
std::vector<Pair> pairs(const std::vector<CorrectedObject>& objects, const std::vector<Detection>& golden)
{
    std::vector<Pair> found;
    for (std::size_t i = 0; i < objects.size(); ++i)
        for (std::size_t j = 0; j < golden.size(); ++j)
            if (const float overlap = boxOverlap(objects[i].box, golden[j].box); overlap >= kLeastOverlap)
                found.push_back({i, j, objects[i].label == golden[j].label, overlap});
    std::stable_sort(found.begin(), found.end(), [](const Pair& a, const Pair& b) {
        return a.isSameClass != b.isSameClass ? a.isSameClass : a.overlap > b.overlap;
    });
    return found;
}

void count(const std::vector<CorrectedObject>& objects, const std::vector<Detection>& golden,
           std::vector<GoldenMistakes>& into)
{
    std::vector<bool> isFound(objects.size());
    std::vector<bool> isUsed(golden.size());
    for (const Pair& pair : pairs(objects, golden)) {
        if (isFound[pair.object] || isUsed[pair.label])
            continue;
        isFound[pair.object] = true;
        isUsed[pair.label] = true;
        GoldenMistakes& of = into[objects[pair.object].label.value];
        ++(pair.isSameClass ? of.right : of.otherClass);
    }
    for (std::size_t i = 0; i < objects.size(); ++i) {
        GoldenMistakes& of = into[objects[i].label.value];
        ++of.objects;
        of.missed += isFound[i] ? 0 : 1;
    }
    for (std::size_t j = 0; j < golden.size(); ++j)
        if (!isUsed[j] && golden[j].label.value < into.size())
            ++into[golden[j].label.value].falseAlarms;
}

bool isWithin(const Correction& correction, std::size_t classes)
{
    return std::all_of(correction.objects.begin(), correction.objects.end(),
                       [&](const CorrectedObject& object) { return object.label.value < classes; });
}

} // namespace

std::vector<GoldenMistakes> goldenMistakes(const ReviewSheet& sheet, const Corrections& corrections,
                                           std::optional<CameraId> camera)
{
    std::vector<GoldenMistakes> mistakes(sheet.classes.size());
    for (std::size_t i = 0; i < mistakes.size(); ++i)
        mistakes[i].label = ClassId{static_cast<std::uint32_t>(i)};
    for (const ReviewFrame& frame : sheet.frames) {
        if (camera && frame.key.camera != *camera)
            continue;
        const auto said = corrections.find(frame.key);
        if (said != corrections.end() && said->second.isDone() && isWithin(said->second, mistakes.size()))
            count(said->second.objects, frame.golden, mistakes);
    }
    return mistakes;
}

} // namespace jackdaw::review
