// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/profiling/class_mix.h"
#include "engine/runtime/alert_limits.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace jackdaw::runtime {

/// What an operator should hear of, by what a run records: accuracies below the cameras' targets, cameras that are lost
/// for long, clips that are not kept, and what cameras see having changed. It knows nothing but events, so that a run
/// that goes on has it in the same state.
class AlertWatch {
public:
    /// So long a camera may give no pictures before that is an alert: most come back at once.
    static constexpr Nanoseconds kLostFor = std::chrono::seconds(30);

    explicit AlertWatch(Nanoseconds windowLength) : m_limits(windowLength) { }

    /// What is to be said once \p body is recorded at \p now.
    std::vector<Alert> take(const EventBody& body, Nanoseconds now);
    /// What is to be said since time has come to \p now.
    std::vector<Alert> at(Nanoseconds now);
    /// Clips of \p camera are kept, again or still.
    std::vector<Alert> clipsKept(CameraId camera);
    /// \p event was recorded by a run that goes on now.
    void recall(const Event& event);
    /// Kinds of those that recall() wants to know.
    static std::vector<std::string> kinds();

private:
    struct Camera {
        std::string name;
        Accuracy target = kDefaultTarget;
        std::optional<Nanoseconds> lostSince;
        std::string lostReason;
        /// The model's accuracy on fresh frames in the newest window that has one.
        std::optional<MeasuredAccuracy> fresh;
        WindowId freshWindow;
        /// That, before what the camera sees changed; as long as it is not as good again.
        std::optional<MeasuredAccuracy> before;
        WindowId beforeWindow;
        std::optional<profiling::ClassMixWatch> mix; ///< of what the golden model finds
        bool mixChanged = false; ///< in the newest window
        /// Why no clips are kept, while that is so. Not recalled: a run that goes on begins them anew.
        std::optional<std::string> clipsFault;
    };
    struct Window {
        bool counted = false;
        Nanoseconds end{0};
    };
    using Alerts = std::vector<Alert>;

    void learn(const EventBody& body, Nanoseconds now);
    void judge(const CameraWindow& window, WindowId number, Nanoseconds now, Alerts& alerts);
    void judgeTarget(const Camera& camera, const CameraWindow& window, WindowId number, Nanoseconds now,
                     Alerts& alerts);
    void judgeDrift(Camera& camera, const CameraWindow& window, WindowId number, Nanoseconds now, Alerts& alerts);
    void judgeMixes(WindowId number, Nanoseconds end, Nanoseconds now, Alerts& alerts);
    void raiseLost(CameraId id, const Camera& camera, Nanoseconds now, Alerts& alerts);
    void raiseClips(CameraId id, const Camera& camera, Nanoseconds now, Alerts& alerts);
    std::string mixWords(const profiling::ClassMix& mix) const;
    void raise(Alert alert, Nanoseconds now, Alerts& alerts);
    void clear(AlertTopic topic, CameraId camera, std::string message, Alerts& alerts);

    AlertLimits m_limits;
    std::map<CameraId, Camera> m_cameras;
    std::vector<std::string> m_classes;
    std::uint64_t m_seed = 0;
    std::map<WindowId, Window> m_windows; ///< that are not closed
};

} // namespace jackdaw::runtime
