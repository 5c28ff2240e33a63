// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/picture_places.h"
#include "engine/base/result.h"
#include "engine/vision/annotation_document.h"
#include "engine/vision/picture_size.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace jackdaw::datasets {

/// A camera of a data set: where its pictures are, and what the data set says of them.
struct FoundCamera {
    std::string name;
    std::filesystem::path source; ///< a video, or a folder of pictures that are all this camera's
    /// Instead of a source: its pictures in their order, which lie in several folders. Picture i is frame i.
    std::vector<std::filesystem::path> pictures;
    double imagesPerSecond = 25.0; ///< of pictures that are no video
    vision::PictureSize size;
    double seconds = 0.0;
    /// Frames are numbered as the source's are. No frame: the data set has no labels of it.
    vision::AnnotationDocument labels;
    bool byDetector = false; ///< its labels were made by a network, not by people
    std::vector<IgnoredRegion> ignored; ///< where nobody labelled
    std::optional<std::filesystem::path> ignoredMask; ///< a picture that is dark there
};

/// What was found in a folder. Nothing of it was changed.
struct FoundDataSet {
    std::string kind; ///< name of a DataSetKind
    std::vector<FoundCamera> cameras; ///< by their names
    std::vector<std::string> notes; ///< how it was read
    std::vector<std::string> missing; ///< what the data set should have and has not
    std::vector<std::string> refused; ///< what is there and cannot be used, and why
};

/// A kind of data set that is known by the layout of its folder.
struct DataSetKind {
    std::string name; ///< "ua-detrac"
    std::string layout; ///< what is looked for in the folder, in words
    FoundDataSet (*find)(const std::filesystem::path& folder);
};

/// All kinds, in the order in which they are listed.
const std::vector<DataSetKind>& dataSetKinds();

/// Looks for the cameras of \p kind in \p folder. Fails where the kind is not known, the folder cannot be read, or
/// nothing in it is as the kind's layout says: then the error tells what was looked for.
Result<FoundDataSet> findDataSet(const std::string& kind, const std::filesystem::path& folder);

} // namespace jackdaw::datasets
