// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/runtime/human_labels.h"

#include "engine/vision/annotation_file.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace jackdaw::runtime {

Result<HumanLabelIndex> HumanLabelIndex::load(const std::vector<HumanLabels>& stretches,
                                              const std::vector<std::string>& classes)
{
    HumanLabelIndex index;
    for (const HumanLabels& where : stretches) {
        auto labels = vision::readAnnotationFile(where.file, {classes, vision::trafficAliases(classes), 0.0F});
        if (!labels)
            return tl::unexpected(labels.error());
        index.m_coveredClasses |= labels->coveredClasses;
        index.m_stretches.push_back({where, std::move(*labels)});
    }
    return index;
}

void HumanLabelIndex::leaveOut(const vision::IgnoredRegions& regions, vision::PictureSize size)
{
    for (Stretch& stretch : m_stretches)
        for (auto& [frame, labels] : stretch.labels.frames)
            labels = regions.outside(std::move(labels), size);
}

void HumanLabelIndex::correct(std::int64_t frame, std::optional<vision::PeopleLabels> labels)
{
    if (labels)
        m_corrected.insert_or_assign(frame, *std::move(labels));
    else
        m_corrected.erase(frame);
}

std::optional<vision::PeopleLabels> HumanLabelIndex::at(std::int64_t frame) const
{
    if (const auto corrected = m_corrected.find(frame); corrected != m_corrected.end())
        return corrected->second;
    for (const Stretch& stretch : m_stretches) {
        if (frame < stretch.where.firstFrame || frame > stretch.where.lastFrame)
            continue;
        const auto found = stretch.labels.frames.find(frame - stretch.where.firstFrame + stretch.where.labelFirstFrame);
        if (found != stretch.labels.frames.end())
            return vision::PeopleLabels{found->second, m_coveredClasses};
    }
    return std::nullopt;
}

std::optional<std::int64_t> HumanLabelIndex::next(std::int64_t frame) const
{
    std::optional<std::int64_t> nearest;
    for (const Stretch& stretch : m_stretches) {
        const std::int64_t shift = stretch.where.firstFrame - stretch.where.labelFirstFrame;
        const auto found = stretch.labels.frames.lower_bound(std::max(frame, stretch.where.firstFrame) - shift);
        if (found == stretch.labels.frames.end() || found->first + shift > stretch.where.lastFrame)
            continue;
        nearest = std::min(nearest.value_or(found->first + shift), found->first + shift);
    }
    return nearest;
}

std::vector<HumanLabels> stretchesFor(LabelUse use, const std::vector<HumanLabels>& stretches)
{
    std::vector<HumanLabels> chosen;
    std::copy_if(stretches.begin(), stretches.end(), std::back_inserter(chosen),
                 [use](const HumanLabels& stretch) { return stretch.use == use; });
    return chosen;
}

vision::FrameLabels learnedFrom(const vision::PeopleLabels& people, const vision::FrameLabels& golden)
{
    vision::FrameLabels learned = people.objects;
    std::copy_if(golden.begin(), golden.end(), std::back_inserter(learned), [&](const vision::LabelledObject& object) {
        return (object.allowedClasses & people.coveredClasses) == 0;
    });
    return learned;
}

} // namespace jackdaw::runtime
