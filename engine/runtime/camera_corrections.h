// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/runtime/camera_labels.h"
#include "engine/runtime/run_services.h"
#include "engine/runtime/score_book.h"
#include "engine/vision/ignored_regions.h"
#include "engine/vision/picture_size.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace jackdaw::runtime {

/// Where the pictures of a camera are once they were shown.
struct KeptPictures {
    std::string source; ///< a recording, or a live camera's clips; empty: nowhere
    double imagesPerSecond = 25.0;
    vision::PictureSize size;
    vision::IgnoredRegions ignored = {};
};

/// What people said of one camera's frames while the run went on. Each frame either scores or trains, for good: one of
/// a window that is not closed, and which is scored, scores; any other trains, since its window's figures stand.
class CameraCorrections {
public:
    CameraCorrections(CameraId camera, ScoreBook& scores, CameraLabels& labels, const RunServices& services) :
        m_camera(camera), m_scores(scores), m_labels(labels), m_services(services)
    {
    }

    /// Records what was said, and has the frame score or train. A picture that is to be learned is read again; one that
    /// does not come is told.
    void take(LabelCorrected said, const KeptPictures& pictures);

    /// Goes on where another run of the session was: corrections that hold, and those that are \p owed, which are said
    /// again. What trains is restored with the labels.
    void restore(const std::vector<LabelCorrected>& holding, const std::vector<LabelCorrected>& owed,
                 const KeptPictures& pictures);

    /// To be called once labels are restored: corrections whose pictures were still being read when the run was cut
    /// off.
    void learnMissing(const KeptPictures& pictures);

private:
    void learn(const LabelCorrected& said, const KeptPictures& pictures);
    void score(const LabelCorrected& said, const KeptPictures& pictures);
    vision::PeopleLabels labelsOf(const LabelCorrected& said, const KeptPictures& pictures) const;

    CameraId m_camera;
    ScoreBook& m_scores;
    CameraLabels& m_labels;
    const RunServices& m_services;
    std::map<std::int64_t, LabelCorrected> m_newest; ///< by frame of the source
};

/// What people say in \p said of a picture of \p size: all \p classes are covered.
vision::PeopleLabels peopleLabels(const LabelCorrected& said, std::size_t classes,
                                  const vision::IgnoredRegions& ignored, vision::PictureSize size);

} // namespace jackdaw::runtime
