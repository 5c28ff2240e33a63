// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"
#include "engine/session/session_file.h"
#include "engine/vision/annotation_document.h"

#include <optional>
#include <string>
#include <vector>

namespace jackdaw::cli {

/// Which boxes of a session are meant.
enum class SessionBoxes {
    Golden, ///< what the golden model labelled
    Served, ///< what stood for each frame that was served, whoever found it
};

/// The boxes of one camera, by the frames of its source.
struct SessionLabels {
    CameraId camera;
    std::string name;
    vision::AnnotationDocument document;
};

/// Of all cameras in \p reader, or of \p camera alone. A frame without boxes is there and empty; one that was not
/// labelled, or not served, is not there. Where a source began again the newest boxes of a frame count, which is noted.
Result<std::vector<SessionLabels>> sessionLabels(session::SessionReader& reader, SessionBoxes which,
                                                 std::optional<CameraId> camera = {});

} // namespace jackdaw::cli
