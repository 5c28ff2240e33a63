// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/picture_places.h"
#include "engine/vision/labels.h"
#include "engine/vision/picture_size.h"

#include <memory>
#include <string>
#include <vector>

namespace jackdaw::vision {

class GoldenModel;

/// Places in a camera's picture where objects are passed over; a value that is shared by its copies. An object is where
/// the middle is of what of its box lies in the picture. What is left of labels and of predictions is said here alone.
class IgnoredRegions {
public:
    IgnoredRegions() = default;
    explicit IgnoredRegions(std::vector<IgnoredRegion> regions);

    bool empty() const { return !m_regions; }
    /// Hash of the corners; empty where there is no region.
    std::string fingerprint() const;
    /// True if \p box, in pixels of a picture of \p size, is to be passed over.
    bool covers(const Box& box, PictureSize size) const;

    /// What is left of predictions.
    std::vector<Detection> outside(std::vector<Detection> predictions, PictureSize size) const;
    /// What is left of labels, the golden model's and people's.
    FrameLabels outside(FrameLabels labels, PictureSize size) const;
    /// Ignored objects that fill the regions: what is learned where nothing is labelled would be that nothing is there.
    FrameLabels asIgnoredObjects(PictureSize size) const;

private:
    std::shared_ptr<const std::vector<IgnoredRegion>> m_regions; ///< null: none
};

/// \p model without the objects in \p regions of pictures of \p size. What it is charged for, and what a cache below it
/// keeps, is the same.
std::shared_ptr<GoldenModel> outsideOf(IgnoredRegions regions, PictureSize size, std::shared_ptr<GoldenModel> model);

} // namespace jackdaw::vision
