// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/runtime/human_labels.h"

#include "engine/vision/annotation_file.h"

#include <algorithm>

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

std::optional<vision::PeopleLabels> HumanLabelIndex::at(std::int64_t frame) const
{
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

} // namespace jackdaw::runtime
