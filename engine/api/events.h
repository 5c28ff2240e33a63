// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/detection.h"
#include "engine/api/plan.h"
#include "engine/base/ids.h"
#include "engine/base/statistics.h"
#include "engine/base/units.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// The events of a session (design §8). A session is its events: live views, replay, reports and tests read nothing
/// else. Every struct is an immutable value; times are session time, costs are GPU-seconds of a whole device.
namespace jackdaw {

/// How session time passes.
enum class ClockKind : std::uint8_t { Wall, Device };

/// Matches between two sets of boxes, per class of the session.
struct ClassCounts {
    std::uint32_t truePositives = 0;
    std::uint32_t falsePositives = 0;
    std::uint32_t falseNegatives = 0;
    bool operator==(const ClassCounts&) const = default;
};

/// Which labels are held against which (design §5).
enum class ScorePair : std::uint8_t { StudentGolden, GoldenHuman, StudentHuman };

/// An accuracy with what it rests on.
struct MeasuredAccuracy {
    Accuracy value;           ///< F1 at IoU >= 0.3 with the right class
    Accuracy balanced;        ///< mean of the classes' F1 over the classes that occur
    Accuracy ap50;            ///< average precision at IoU 0.5, mean over classes; 0 where it is not measured
    std::uint32_t count = 0;  ///< objects in the reference labels
    std::uint32_t frames = 0; ///< scored frames
    Interval interval;        ///< of value
    bool operator==(const MeasuredAccuracy&) const = default;
};

/// Seconds that one batch of one shape takes on a device (design §4.6).
struct BatchCost {
    std::string shape; ///< e.g. "train/whole/8x288x352"
    double seconds = 0.0;
    bool operator==(const BatchCost&) const = default;
};

/// A retraining configuration γ as the session names it.
struct ConfigurationInfo {
    ConfigurationId id;
    std::string name; ///< e.g. "whole, 12 epochs"
    bool operator==(const ConfigurationInfo&) const = default;
};

struct SessionStarted {
    std::string name;
    std::string softwareVersion;
    std::string planner;
    ClockKind clock = ClockKind::Wall;
    std::uint64_t seed = 0;
    std::uint32_t windows = 0;
    Nanoseconds windowLength{0};
    std::vector<std::string> classes;
    std::vector<ConfigurationInfo> configurations;
    std::string student; ///< architecture in words
    std::string golden;  ///< golden models in words
    std::vector<std::string> devices;
    std::vector<BatchCost> costTable; ///< what batches are charged under device time; empty under wall time
    std::string scenario;             ///< the scenario as JSON text, so that the run can be resumed
    bool operator==(const SessionStarted&) const = default;
};

struct CameraAdded {
    CameraId camera;
    std::string name;
    std::string source; ///< path of the video file or image folder
    int width = 0;
    int height = 0;
    double framesPerSecond = 0.0; ///< in session time, after speed
    double speed = 1.0;
    Nanoseconds offset{0}; ///< where in the source the camera starts
    bool hasHumanLabels = false;
    bool operator==(const CameraAdded&) const = default;
};

struct CameraLost {
    CameraId camera;
    std::string reason;
    bool ended = false; ///< the source came to its regular end
    bool operator==(const CameraLost&) const = default;
};

struct CameraRecovered {
    CameraId camera;
    bool operator==(const CameraRecovered&) const = default;
};

/// A frame went through the student; its predictions stand until the next one.
struct FrameIndexed {
    CameraId camera;
    std::int64_t frame = 0;        ///< index in the source
    Nanoseconds sourceTime{0};     ///< presentation time in the source
    Nanoseconds frameTime{0};      ///< session time at which the frame was due
    WeightsVersion weights;        ///< version that made the predictions
    std::vector<Detection> predictions;
    bool operator==(const FrameIndexed&) const = default;
};

struct FrameDropped {
    CameraId camera;
    std::int64_t frame = 0;
    bool operator==(const FrameDropped&) const = default;
};

struct FrameScored {
    CameraId camera;
    WindowId window;
    std::int64_t frame = 0;
    Nanoseconds frameTime{0}; ///< session time of the scored frame (the event comes later: labels take time)
    ScorePair pair = ScorePair::StudentGolden;
    WeightsVersion weights;
    Nanoseconds predictionAge{0}; ///< age of the predictions that stood, > 0 where frames were dropped
    std::vector<ClassCounts> counts; ///< one per class of the session
    bool operator==(const FrameScored&) const = default;
};

struct GoldenLabelled {
    CameraId camera;
    std::int64_t frame = 0;
    Nanoseconds frameTime{0};
    std::vector<Detection> labels;
    GpuSeconds charged;
    bool operator==(const GoldenLabelled&) const = default;
};

struct WindowStarted {
    WindowId window;
    Nanoseconds length{0};
    bool counted = true; ///< false for the window that trains the first students
    bool operator==(const WindowStarted&) const = default;
};

/// Device time that jobs of one kind were charged.
struct KindCharge {
    JobKind kind = JobKind::Inference;
    GpuSeconds charged;
    bool operator==(const KindCharge&) const = default;
};

/// What \p kind was charged; 0 where the list does not name it.
GpuSeconds chargedTo(const std::vector<KindCharge>& charges, JobKind kind);
/// Adds to the entry of \p kind, or makes one; the list stays in the order of the kinds.
void addCharge(std::vector<KindCharge>& charges, JobKind kind, GpuSeconds charged);

/// What one camera's window came to.
struct CameraWindow {
    CameraId camera;
    MeasuredAccuracy studentGolden;
    std::optional<MeasuredAccuracy> goldenHuman;
    std::optional<MeasuredAccuracy> studentHuman;
    bool retrained = false; ///< an accepted model was swapped in
    std::optional<ConfigurationId> configuration; ///< that was run, swapped in or not
    std::uint32_t framesDue = 0;
    std::uint32_t framesDropped = 0;
    std::vector<KindCharge> charged; ///< kinds that were charged nothing are left out
    bool operator==(const CameraWindow&) const = default;
};

struct WindowClosed {
    WindowId window;
    std::vector<CameraWindow> cameras;
    bool operator==(const WindowClosed&) const = default;
};

struct ProfileStarted {
    CameraId camera;
    WindowId window;
    GpuSeconds budget;
    bool operator==(const ProfileStarted&) const = default;
};

/// One measured point of a learning curve, from a micro-profile or from the retraining itself.
struct ProfilePoint {
    CameraId camera;
    WindowId window;
    std::string family; ///< configurations that differ only in epochs share a learning curve
    double epochs = 0.0; ///< passes over the full training part (fractional where it was subsampled)
    Accuracy accuracy;   ///< on the whole held-out part
    GpuSeconds cost;     ///< charged since the curve's start
    bool fromRetraining = false;
    bool operator==(const ProfilePoint&) const = default;
};

/// A fitted learning curve, drawn at a few epochs.
struct CurvePoint {
    double epochs = 0.0;
    Accuracy mean;
    Interval band; ///< 95 %
    bool operator==(const CurvePoint&) const = default;
};

struct ConfigurationEstimate {
    ConfigurationId configuration;
    std::string family;
    double epochs = 0.0;
    GpuSeconds cost;
    Accuracy accuracy;
    Interval interval; ///< of accuracy
    bool pareto = false;
    bool operator==(const ConfigurationEstimate&) const = default;
};

struct ProfileEstimated {
    CameraId camera;
    WindowId window;
    Accuracy startAccuracy; ///< of the deployed weights on the held-out part
    Interval startInterval;
    std::uint32_t heldOutObjects = 0;
    std::vector<ConfigurationEstimate> estimates;
    struct Curve {
        std::string family;
        std::vector<CurvePoint> points;
        bool operator==(const Curve&) const = default;
    };
    std::vector<Curve> curves;
    GpuSeconds spent;
    bool operator==(const ProfileEstimated&) const = default;
};

struct PlanComputed {
    WindowId window;
    std::string planner;
    std::string reason; ///< why now: "window start", "retraining of gate finished"
    Nanoseconds remaining{0};
    std::vector<PlannedJob> jobs;
    Accuracy expected;            ///< mean window accuracy over the cameras
    std::vector<PlanMove> trace;  ///< every tried move; those of the search that decided last
    /// trace[decisiveFrom..] is the search that led to this plan; moves before it were tried from other starts and lost.
    std::uint32_t decisiveFrom = 0;
    std::vector<Share> searchStart; ///< of each job before trace[decisiveFrom]; empty where the search has no such start
    std::vector<std::string> explanation; ///< sentences, most important first
    bool operator==(const PlanComputed&) const = default;
};

/// A job's share changed.
struct LeaseGranted {
    JobId job;
    Share requested; ///< by the plan
    Share granted;   ///< after the broker's quantisation
    bool operator==(const LeaseGranted&) const = default;
};

struct JobStarted {
    JobId job;
    JobKind kind = JobKind::Inference;
    CameraId camera;
    DeviceId device;
    std::optional<ConfigurationId> configuration;
    bool operator==(const JobStarted&) const = default;
};

struct JobProgress {
    JobId job;
    double fraction = 0.0; ///< 0..1
    bool operator==(const JobProgress&) const = default;
};

struct JobFinished {
    JobId job;
    GpuSeconds charged;
    bool operator==(const JobFinished&) const = default;
};

struct JobFailed {
    JobId job;
    std::string reason;
    bool operator==(const JobFailed&) const = default;
};

struct WeightsSwapped {
    CameraId camera;
    WeightsVersion version;
    std::string hash; ///< content address in the weight store
    Accuracy before;  ///< held-out accuracy of the weights that are replaced
    Accuracy after;   ///< held-out accuracy of the new weights
    std::optional<ConfigurationId> configuration;
    bool operator==(const WeightsSwapped&) const = default;
};

struct WeightsRejected {
    CameraId camera;
    std::string reason;
    Accuracy before;
    Accuracy after;
    std::optional<ConfigurationId> configuration;
    bool operator==(const WeightsRejected&) const = default;
};

/// Use of a device by one job in a sampling interval.
struct JobUse {
    JobId job;
    Share requested;
    Share granted;
    Share used; ///< charged seconds / interval
    bool operator==(const JobUse&) const = default;
};

struct DeviceSample {
    DeviceId device;
    Nanoseconds interval{0}; ///< the sample covers (time - interval, time]
    std::vector<JobUse> jobs; ///< jobs that held a share or used time
    bool operator==(const DeviceSample&) const = default;
};

/// What batches were charged and what they really took, so that a bad cost table is seen. Measured times differ from
/// run to run: this is the one kind of event that two runs of the same seed do not share.
struct CostMeasured {
    struct Line {
        std::string shape;
        std::uint32_t batches = 0;
        double chargedSeconds = 0.0;
        double measuredSeconds = 0.0;
        bool operator==(const Line&) const = default;
    };
    WindowId window;
    std::vector<Line> lines;
    bool operator==(const CostMeasured&) const = default;
};

enum class Severity : std::uint8_t { Info, Warning, Error };

struct Alert {
    Severity severity = Severity::Warning;
    std::optional<CameraId> camera;
    std::string message; ///< one sentence: what, where
    std::string action;  ///< what to do; may be empty
    bool operator==(const Alert&) const = default;
};

/// A remark by the operator.
struct Note {
    std::string text;
    bool operator==(const Note&) const = default;
};

struct SessionClosed {
    std::string reason; ///< "finished", "stopped by the user"
    bool operator==(const SessionClosed&) const = default;
};

/// The order of the alternatives is the order of the kinds in the session file: new kinds go to the end.
using EventBody =
    std::variant<SessionStarted, CameraAdded, CameraLost, CameraRecovered, FrameIndexed, FrameDropped, FrameScored,
                 GoldenLabelled, WindowStarted, WindowClosed, ProfileStarted, ProfilePoint, ProfileEstimated,
                 PlanComputed, LeaseGranted, JobStarted, JobProgress, JobFinished, JobFailed, WeightsSwapped,
                 WeightsRejected, DeviceSample, CostMeasured, Alert, Note, SessionClosed>;

struct Event {
    Nanoseconds time{0};        ///< session time
    std::uint64_t sequence = 0; ///< orders events, from 0 without gaps
    EventBody body;
    bool operator==(const Event&) const = default;
};

/// The kind's name, e.g. "WindowStarted".
std::string_view kindName(const EventBody& body);

/// True for events that change what a resumed run must know; they are committed durably before the run goes on.
bool isTransition(const EventBody& body);

} // namespace jackdaw
