// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/review.h"
#include "engine/base/result.h"
#include "engine/vision/annotation_document.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace jackdaw::review {

/// What people say of \p camera's frames, as a label file holds it: all frames whose corrections are done, with all
/// classes of the session, also those that nothing has. Unsupported where a frame's number is beyond those of label
/// files.
Result<vision::AnnotationDocument> correctedLabels(const Corrections& corrections, const CameraAdded& camera,
                                                   const std::vector<std::string>& classes);

/// Where in \p folder the labels of a camera go in \p format, one of vision::annotationFormats(); \p what tells them
/// from others of the camera: "golden", "people". MOT Challenge and YOLO are several files, which get a folder of their
/// own.
std::filesystem::path labelFileOf(const std::filesystem::path& folder, CameraId camera, const std::string& name,
                                  const std::string& what, const std::string& format);

/// A label file that was written.
struct WrittenLabels {
    CameraId camera;
    std::string name;
    std::filesystem::path path;
    std::size_t frames = 0;
    std::int64_t lastFrame = 0; ///< the greatest number among them
    std::size_t objects = 0;
    std::vector<std::string> notes; ///< what the format could not take in
};

/// Writes what people say of each of \p cameras into \p folder, which is made; nothing for a camera of which no frame
/// is done. What is there under the same name is replaced.
Result<std::vector<WrittenLabels>> writeCorrectedLabels(const Corrections& corrections,
                                                        const std::map<CameraId, CameraAdded>& cameras,
                                                        const std::vector<std::string>& classes,
                                                        const std::filesystem::path& folder, const std::string& format);

} // namespace jackdaw::review
