// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/video_fault.h"
#include "engine/video/image_list.h"
#include "engine/video/picture_pool.h"
#include "engine/video/read_watch.h"
#include "engine/video/video_reader.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace jackdaw::video {

/// Where pictures come from: a video file or a folder of images. Private to the video room.
class PictureSource {
public:
    virtual ~PictureSource() = default;

    virtual const VideoReader::Info& info() const = 0;

    /// As VideoReader::next().
    virtual Result<std::optional<VideoFrame>> next() = 0;

    /// As VideoReader::seek().
    virtual Status seek(Nanoseconds sourceTime) = 0;

    /// As VideoReader::seekFrame().
    virtual Status seekFrame(std::int64_t, Nanoseconds sourceTime) { return seek(sourceTime); }

    /// Where its pictures come from.
    virtual const PicturePool& pool() const = 0;

    /// What was wrong since the last call; cameras have no numbers here.
    virtual std::vector<VideoFault> takeFaults() { return {}; }

    /// From now on pictures are looked at for what is wrong with what they show, too; what was seen before is
    /// forgotten.
    virtual void watchPictures() { }

    /// When the picture before \p frame is shown; nothing where that is not known, or it is the first one.
    virtual std::optional<Nanoseconds> timeBefore(const VideoFrame&) const { return std::nullopt; }

    /// Time of the last picture plus one picture's duration, exact. May read through the file once, without decoding.
    virtual Result<Nanoseconds> length() = 0;
};

using SharedWatch = std::shared_ptr<ReadWatch>;

Result<std::unique_ptr<PictureSource>> openVideoFile(const std::string& path, SharedWatch watch);
Result<std::unique_ptr<PictureSource>> openImageFolder(const std::string& path, double imagesPerSecond,
                                                       SharedWatch watch,
                                                       const std::optional<NamePattern>& pattern = {});

/// A live camera's clips of one run (ClipStore).
Result<std::unique_ptr<PictureSource>> openClipFolder(const std::string& folder, SharedWatch watch);

/// What \p path names (SourceName): a folder is read as a live camera's clips or as images, anything else as a video file.
Result<std::unique_ptr<PictureSource>> openPictureSource(const std::string& path, double imagesPerSecond,
                                                         SharedWatch watch);

} // namespace jackdaw::video
