// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/events.h"
#include "engine/api/series.h"

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

/// All that the Live page shows, as one comparable value that is a function of the events alone: a live session and its
/// replay are in the same state at the same event. Everything is bounded.
namespace jackdaw {

/// Scored frames that the rolling accuracy pools; the same number before them gives the trend.
inline constexpr std::size_t kRollingFrames = 12;
inline constexpr std::size_t kLogCapacity = 20'000;
inline constexpr std::size_t kPlanCapacity = 64;
inline constexpr std::size_t kProfileCapacity = 64;
inline constexpr std::size_t kWindowCapacity = 4096;
inline constexpr std::size_t kMarkCapacity = 4096;
inline constexpr std::size_t kFinishedJobCapacity = 2048;
inline constexpr std::size_t kCurvePointCapacity = 2048;

enum class CameraCondition : std::uint8_t { Running, Lost, Ended };

struct ScoredFrame {
    Nanoseconds time{0};
    std::uint32_t truePositives = 0;
    std::uint32_t falsePositives = 0;
    std::uint32_t falseNegatives = 0;
    std::uint32_t uncovered = 0; ///< objects that a classifier was shown no region of
    std::uint32_t objects() const { return truePositives + falseNegatives; }
    bool operator==(const ScoredFrame&) const = default;
};

/// Accuracy pooled over those of the newest scored frames in which there was something to see.
struct RollingAccuracy {
    double value = 0.0;
    std::uint32_t objects = 0; ///< reference objects, at least one
    std::uint32_t frames = 0;
    Nanoseconds newest{0}; ///< time of the newest of them
    std::optional<double> change; ///< against the frames before those; none while there are too few
    bool operator==(const RollingAccuracy&) const = default;
};

/// A retrained model that was deployed, or was not.
struct SwapMark {
    Nanoseconds time{0};
    bool accepted = false;
    WeightsVersion version; ///< in use after the event
    std::optional<Accuracy> before; ///< held-out; none for a first student
    std::optional<Accuracy> after;
    std::optional<ConfigurationId> configuration;
    std::string reason; ///< why it was rejected
    bool operator==(const SwapMark&) const = default;
};

/// Outcome of one retraining, beside what was predicted for it.
struct Realised {
    ConfigurationId configuration;
    std::optional<Accuracy> accuracy; ///< held-out
    bool accepted = false;
    std::optional<GpuSeconds> cost; ///< charged
    bool operator==(const Realised&) const = default;
};

/// What was measured and estimated for one camera in one window.
struct ProfileState {
    WindowId window;
    GpuSeconds budget;
    std::vector<ProfilePoint> points;
    std::optional<ProfileEstimated> estimated;
    std::optional<ConfigurationId> chosen;
    std::vector<Realised> realised;
    bool operator==(const ProfileState&) const = default;
};

/// What went over a counting line, or stands in a zone.
struct CameraCounts {
    struct Line {
        std::vector<std::uint32_t> forward; ///< one number per class of the session
        std::vector<std::uint32_t> backward;
        bool operator==(const Line&) const = default;
    };
    std::vector<Line> lines; ///< as CameraAdded has them; crossings since the session's start
    std::vector<std::vector<std::uint32_t>> zones; ///< objects of each class in them now
    bool operator==(const CameraCounts&) const = default;
};

struct CameraState {
    CameraAdded info;
    CameraCondition condition = CameraCondition::Running;
    std::string conditionReason;
    Nanoseconds conditionSince{0};
    std::int64_t frame = -1; ///< newest frame that went through the student
    Nanoseconds frameTime{0};
    WeightsVersion weights; ///< that made the predictions, or were swapped in since
    std::vector<Detection> predictions;
    Server server = Server::Student; ///< that found them
    Nanoseconds age{0}; ///< how much older than the frame they are
    std::optional<ServingChosen> serving; ///< what serves it; none before the first plan
    std::deque<Nanoseconds> recentFrames; ///< times of the newest processed frames
    std::uint64_t framesProcessed = 0;
    std::uint64_t framesDropped = 0;
    std::uint64_t framesScored = 0;
    std::deque<ScoredFrame> recentScores;
    std::vector<AccuracyPoint> accuracy; ///< the rolling accuracy over time, from the first one on
    std::vector<SwapMark> swaps;
    std::vector<ProfileState> profiles; ///< by window, ascending
    CameraCounts counts;
    std::uint64_t videoFaults = 0; ///< events
    std::optional<VideoFault> lastFault;
    bool operator==(const CameraState&) const = default;
};

enum class JobOutcome : std::uint8_t { Running, Finished, Failed, Interrupted };

struct JobState {
    JobStarted info;
    Nanoseconds started{0};
    Share requested;
    Share granted;
    double fraction = 0.0;
    JobOutcome outcome = JobOutcome::Running;
    std::size_t lane = 0; ///< index into SessionState::lanes
    bool operator==(const JobState&) const = default;
};

/// One run of a job, as the timeline draws it.
struct JobSpan {
    JobId job;
    Nanoseconds start{0};
    std::optional<Nanoseconds> end;
    std::optional<ConfigurationId> configuration;
    JobOutcome outcome = JobOutcome::Running;
    double fraction = 0.0;
    GpuSeconds charged;
    std::string failure;
    std::optional<DeviceId> movedTo; ///< it ended here and went on there
    bool operator==(const JobSpan&) const = default;
};

/// All jobs of one kind of one camera on one device: a row of the timeline.
struct Lane {
    DeviceId device;
    CameraId camera;
    JobKind kind = JobKind::Inference;
    std::vector<ShareSample> samples;
    std::vector<JobSpan> spans;
    bool operator==(const Lane&) const = default;
};

struct WindowState {
    WindowId window;
    Nanoseconds start{0};
    Nanoseconds length{0};
    bool counted = true;
    std::optional<Nanoseconds> closed;
    std::vector<CameraWindow> cameras;
    std::vector<DeviceIdle> idle; ///< one per device at most
    bool operator==(const WindowState&) const = default;
};

/// A plan without its rejected moves.
struct PlanState {
    Nanoseconds time{0};
    PlanComputed plan; ///< its trace holds the accepted moves only
    std::size_t movesTried = 0;
    bool operator==(const PlanState&) const = default;
};

/// Predicted minus realised accuracy of a configuration, over all cameras and windows.
struct Calibration {
    std::uint32_t count = 0;
    double sumError = 0.0;
    double sumAbsoluteError = 0.0;
    bool operator==(const Calibration&) const = default;
};

/// An event worth a line in the log; of a plan only what it was made for and what it expects, of a profile no curves.
struct LogEntry {
    Nanoseconds time{0};
    std::uint64_t sequence = 0;
    EventBody body;
    bool operator==(const LogEntry&) const = default;
};

/// Counters that go up when a part of the state changes, so that a view knows when it is stale.
struct Revisions {
    std::uint64_t cameras = 0;
    std::uint64_t accuracy = 0;
    std::uint64_t timeline = 0;
    std::uint64_t profiles = 0;
    std::uint64_t plans = 0;
    std::uint64_t windows = 0;
    bool operator==(const Revisions&) const = default;
};

struct SessionState {
    std::optional<SessionStarted> session;
    std::optional<SessionClosed> closed;
    Nanoseconds time{0}; ///< of the newest event
    std::uint64_t events = 0;
    std::vector<CameraState> cameras; ///< by camera id, ascending
    std::map<JobId, JobState> jobs; ///< running ones and the newest finished ones
    std::vector<JobId> running; ///< jobs that were started and have not ended
    std::vector<Lane> lanes;
    std::map<DeviceId, DeviceSample> latestUse;
    std::deque<WindowState> windows;
    std::deque<PlanState> plans;
    std::map<ConfigurationId, Calibration> calibration;
    std::deque<LogEntry> log;
    std::uint64_t logDropped = 0; ///< entries that left the log at its old end
    Revisions revisions;
    bool operator==(const SessionState&) const = default;
};

const CameraState* findCamera(const SessionState& state, CameraId camera);
/// The running job of this kind, or null.
const JobState* runningJob(const SessionState& state, CameraId camera, JobKind kind);
const WindowState* currentWindow(const SessionState& state);
/// False for a window that trains the first students.
bool isCounted(const SessionState& state, WindowId window);
/// The newest closed counted window's outcome for the camera, or null.
const CameraWindow* lastClosedWindow(const SessionState& state, CameraId camera);
const ProfileState* findProfile(const CameraState& camera, WindowId window);

/// \p plan with what views tell of its trace: the accepted moves of the search that decided. What was tried in vain,
/// and what lost searches did, stays in the session.
PlanComputed withDecisiveSteals(PlanComputed plan);

/// Name of a retraining configuration, or its number where the session does not name it.
std::string configurationName(const SessionState& state, ConfigurationId configuration);
std::string className(const SessionState& state, ClassId label);
/// "A" ... "Z", "A2" ...: stands beside a camera's colour wherever the colour does.
std::string cameraLetter(CameraId camera);

std::optional<RollingAccuracy> rollingAccuracy(const CameraState& camera);
/// Those of the newest scored frames in which there was nothing to see.
EmptyFrames recentlyEmpty(const CameraState& camera);
/// Golden objects of the newest scored frames, and those of them that a classifier was shown a region of.
Coverage recentCoverage(const CameraState& camera);
/// Frames per second of session time that went through the student lately; 0 while unknown.
double processedRate(const CameraState& camera);

} // namespace jackdaw
