// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/detection.h"
#include "engine/api/video_frame.h"
#include "engine/base/result.h"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace jackdaw::vision {

/// Says where objects are, not what they are: a pretrained detector that is never retrained. One picture at a time.
class RegionDetector {
public:
    /// A network of the COCO classes (as GoldenSettings::files). Its boxes of \p classes count, or all of them where it
    /// does not know one of these. Errors name the file.
    static Result<std::unique_ptr<RegionDetector>> open(const std::filesystem::path& network,
                                                        const std::vector<std::string>& classes);
    ~RegionDetector();

    /// Boxes in pixels of \p frame, whatever their class, freed from overlaps, the surest first, at most \p most. All
    /// have label 0.
    Result<std::vector<Detection>> find(const VideoFrame& frame, std::size_t most);
    /// File name without extension.
    const std::string& name() const;
    /// Another one that may run beside this one; they share what does not change.
    Result<std::unique_ptr<RegionDetector>> copy() const;

private:
    class Impl;
    explicit RegionDetector(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

} // namespace jackdaw::vision
