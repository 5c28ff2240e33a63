// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#include "engine/runtime/human_labels.h"

#include "engine/vision/annotation_file.h"

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

} // namespace jackdaw::runtime
