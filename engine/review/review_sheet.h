// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/review.h"
#include "engine/base/result.h"
#include "engine/session/session_file.h"

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

/// From what a session recorded to the frames that a person should look at, and from what that person says to labels.
namespace jackdaw::review {

/// Frames on a sheet at most: nobody looks at more.
inline constexpr std::size_t kMostFrames = 10'000;
/// So many labelled frames of a window in which drift was seen show what changed.
inline constexpr std::size_t kFramesOfDrift = 4;
/// A golden label below this score is one that the golden model is hardly sure of.
inline constexpr float kHardlySure = 0.45F;

/// Which of its labelled frames are the first of a window in which drift was seen, by camera and frame.
using DriftFrames = std::set<FrameKey>;

/// Sets counts, reason and worth of \p frames, and puts the frames in order: the worthiest first, of equal ones the
/// earlier. Those beyond \p most are left out and counted. A pure function of what was recorded.
ReviewSheet ranked(std::vector<ReviewFrame> frames, const DriftFrames& drift, const std::vector<std::string>& classes,
                   std::size_t most = kMostFrames);

/// The part of the frame's picture that is in question: boxes that have no partner, or else those that the golden model
/// is hardly sure of, or else all. Pixels of the source; empty where there is no box.
Box questionedPart(const ReviewFrame& frame);

/// Gathers the labelled frames of a session: its events once for the labels, and then once more for what stood on the
/// frames that have some, which is most of a session and is not kept.
class FrameCollector {
public:
    /// Of the first time: CameraAdded, WindowStarted, WindowClosed, GoldenLabelled, Alert; others add nothing.
    void label(const Event& event);
    /// Of the second time: FrameIndexed, in the order of the session.
    void place(const FrameIndexed& indexed);
    /// \p classes are the session's.
    ReviewSheet finish(const std::vector<std::string>& classes);

private:
    struct Standing {
        FrameIndexed newest;
        std::size_t next = 0; ///< index into `due` of the first frame that has not got its boxes
    };
    void noteDrift(CameraId camera);
    void stand(ReviewFrame& frame, const FrameIndexed& indexed) const;
    std::vector<std::pair<Nanoseconds, FrameKey>>& dueOf(CameraId camera);

    std::map<FrameKey, ReviewFrame> m_frames;
    std::map<CameraId, CameraAdded> m_cameras;
    DriftFrames m_drift;
    std::map<WindowId, Nanoseconds> m_starts;
    std::pair<Nanoseconds, Nanoseconds> m_closed; ///< start and end of the window that closed last
    std::map<CameraId, std::vector<std::pair<Nanoseconds, FrameKey>>> m_due; ///< by frame time
    std::map<CameraId, Standing> m_standing;
    std::set<FrameKey> m_placed;
};

/// Tells how much of the session was read.
using ReadProgress = std::function<void(double fraction)>;

/// The sheet of a recorded session. Cancelled after a request of \p stop.
Result<ReviewSheet> readSheet(session::SessionReader& reader, const ReadProgress& progress,
                              const std::stop_token& stop);

} // namespace jackdaw::review
