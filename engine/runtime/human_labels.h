// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/runtime/run_settings.h"
#include "engine/vision/ignored_regions.h"
#include "engine/vision/labels.h"

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

namespace jackdaw::runtime {

/// Labels made by people for one camera, by frame of the camera's source.
class HumanLabelIndex {
public:
    static Result<HumanLabelIndex> load(const std::vector<HumanLabels>& stretches,
                                        const std::vector<std::string>& classes);

    /// What people say of \p frame from now on, in place of what label files say; none: these hold again.
    void correct(std::int64_t frame, std::optional<vision::PeopleLabels> labels);

    /// Without the objects that lie in \p regions of the source's pictures, which have \p size.
    void leaveOut(const vision::IgnoredRegions& regions, vision::PictureSize size);

    /// Nothing where people labelled nothing.
    std::optional<vision::PeopleLabels> at(std::int64_t frame) const;
    /// The first frame from \p frame on that people labelled.
    std::optional<std::int64_t> next(std::int64_t frame) const;
    bool empty() const { return m_stretches.empty() && m_corrected.empty(); }

private:
    struct Stretch {
        HumanLabels where;
        vision::LabelFile labels;
    };
    std::vector<Stretch> m_stretches;
    std::map<std::int64_t, vision::PeopleLabels> m_corrected;
    std::uint32_t m_coveredClasses = 0;
};

/// Those of \p stretches that are for \p use.
std::vector<HumanLabels> stretchesFor(LabelUse use, const std::vector<HumanLabels>& stretches);

/// What is learned where people labelled a frame: their objects, and of classes that they passed over the golden ones.
vision::FrameLabels learnedFrom(const vision::PeopleLabels& people, const vision::FrameLabels& golden);

} // namespace jackdaw::runtime
