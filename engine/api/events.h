// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/correction.h"
#include "engine/api/detection.h"
#include "engine/api/picture_places.h"
#include "engine/api/plan.h"
#include "engine/api/resume_state.h"
#include "engine/api/video_fault.h"
#include "engine/base/ids.h"
#include "engine/base/statistics.h"
#include "engine/base/units.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// The events of a session. A session is its events: live views, replay, reports and tests read nothing
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

/// Which labels are held against which.
enum class ScorePair : std::uint8_t {
    StudentGolden, ///< boxes that stood when the frame came, older than it, whatever found them, against golden labels
    GoldenHuman,
    StudentHuman, ///< the same boxes against people's labels
    FreshGolden, ///< what the student found on the very frame against golden labels: how accurate its model is
};

/// What a student does, and with it what its accuracy is.
enum class Task : std::uint8_t {
    Detection, ///< it finds objects: F1 at IoU >= 0.3 with the right class
    Classification, ///< it names what something else finds: of the objects that have a region, the part rightly named
};

/// An accuracy with what it rests on: without an object in the reference labels there is none.
struct MeasuredAccuracy {
    Accuracy value; ///< as the student's task has it
    Accuracy balanced; ///< mean of the classes' own accuracies over the classes that occur
    std::optional<Accuracy> ap50; ///< average precision at IoU 0.5, mean over classes; none where it is not measured
    std::uint32_t count = 0; ///< objects in the reference labels (those that have a region), at least one
    std::uint32_t frames = 0; ///< scored frames with such objects
    Interval interval; ///< of value
    bool operator==(const MeasuredAccuracy&) const = default;
};

/// Scored frames in which the reference labels have no object. They say nothing of accuracy; what was found on them all
/// the same is counted here.
struct EmptyFrames {
    std::uint32_t frames = 0;
    std::uint32_t falseAlarms = 0; ///< boxes
    bool operator==(const EmptyFrames&) const = default;
};

/// How many of the reference labels' objects a classifier was shown a region of.
struct Coverage {
    std::uint32_t objects = 0;
    std::uint32_t covered = 0;
    bool operator==(const Coverage&) const = default;
};

/// What an operator wants of a camera who did not say so.
inline constexpr Accuracy kDefaultTarget{0.6};

/// Seconds that one batch of one shape takes on a device.
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
    std::string golden; ///< golden models in words
    std::vector<std::string> devices;
    std::vector<BatchCost> costTable; ///< what batches are charged under device time; empty under wall time
    std::string scenario; ///< the scenario as JSON text, so that the run can be resumed
    bool scoringCharged = true; ///< labels that only scores need take device time
    bool operator==(const SessionStarted&) const = default;
};

struct CameraAdded {
    CameraId camera;
    std::string name;
    std::string source; ///< path of the video file or image folder, or a live camera's address without credentials
    int width = 0;
    int height = 0;
    double framesPerSecond = 0.0; ///< in session time, after speed
    double speed = 1.0;
    Nanoseconds offset{0}; ///< where in the source the camera starts
    bool hasHumanLabels = false;
    Accuracy target = kDefaultTarget; ///< window accuracy that the operator wants
    std::string relativeSource; ///< the same, seen from the session file's folder; empty: not known
    std::uint64_t sourceBytes = 0; ///< size of the source; 0: not known
    std::string sourceHash; ///< of its content (session::identifySource()), so that another video is not taken for it
    Task task = Task::Detection;
    std::string student; ///< network of its student in words; empty in sessions from before: SessionStarted::student
    bool live = false; ///< it cannot be read again from its source
    std::string clips; ///< folder of the clips that are kept of it, beside the session file; empty: none
    std::vector<CountingLine> lines;
    std::vector<CountingZone> zones;
    std::vector<IgnoredRegion> ignored;
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
    std::string reason; ///< in words: how it came back; empty in a resumed run
    Nanoseconds gap{0}; ///< without pictures
    bool operator==(const CameraRecovered&) const = default;
};

/// A frame went through what serves its camera; its predictions stand until the next one.
struct FrameIndexed {
    CameraId camera;
    std::int64_t frame = 0; ///< index in the source
    Nanoseconds sourceTime{0}; ///< presentation time in the source
    Nanoseconds frameTime{0}; ///< session time at which the frame was due
    WeightsVersion weights; ///< of the camera's student when the predictions were made
    std::vector<Detection> predictions;
    Server server = Server::Student; ///< that found them
    Nanoseconds age{0}; ///< how much older the frame is that they were found on; from there they were moved along
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
    Nanoseconds predictionAge{0}; ///< of the predictions: how much older the frame is that they were found on
    std::vector<ClassCounts> counts; ///< one per class of the session
    std::uint32_t uncovered = 0; ///< reference objects that a classifier was shown no region of: they do not count
    Server server = Server::Student; ///< that found what stood
    bool operator==(const FrameScored&) const = default;
};

struct GoldenLabelled {
    CameraId camera;
    std::int64_t frame = 0;
    Nanoseconds frameTime{0};
    std::vector<Detection> labels;
    GpuSeconds charged;
    std::vector<ReferenceObject> reference = {}; ///< what is right on the frame; empty where `labels` say it all
    bool operator==(const GoldenLabelled&) const = default;
};

/// A person said what is on a frame, or took that back. The newest of a frame is what holds.
struct LabelCorrected {
    CameraId camera;
    std::int64_t frame = 0; ///< index in the source
    Nanoseconds sourceTime{0}; ///< presentation time in the source
    Nanoseconds frameTime{0}; ///< session time at which the frame was due
    ReviewVerdict verdict = ReviewVerdict::Begun; ///< Begun: it was taken back
    std::vector<CorrectedObject> objects; ///< all that are there
    /// Decided by the run when the frame was first corrected, for good: a frame of a window that is not closed yet, and
    /// which is scored, scores; any other trains.
    CorrectionUse use = CorrectionUse::Trains;
    bool operator==(const LabelCorrected&) const = default;
};

struct WindowStarted {
    WindowId window;
    Nanoseconds length{0};
    bool counted = true; ///< false for the window that trains the first students
    bool operator==(const WindowStarted&) const = default;
};

/// What one camera's window came to. An accuracy is none where no object was to be seen, or no frame was scored.
struct CameraWindow {
    CameraId camera;
    std::optional<MeasuredAccuracy> studentGolden;
    std::optional<MeasuredAccuracy> goldenHuman;
    std::optional<MeasuredAccuracy> studentHuman;
    EmptyFrames empty; ///< student against golden
    std::optional<Coverage> coverage; ///< of golden objects; none where the student finds objects itself
    std::optional<MeasuredAccuracy> freshGolden; ///< of the student's model: on frames that it saw, at age 0
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
    Accuracy accuracy; ///< on the whole held-out part
    GpuSeconds cost; ///< charged since the curve's start
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
    std::optional<Accuracy> startAccuracy; ///< of the deployed weights on the held-out part; none without objects there
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
    Accuracy expected; ///< mean window accuracy over the cameras
    std::vector<PlanMove> trace; ///< every tried move; those of the search that decided last
    /// trace[decisiveFrom..] is the search that led to this plan; moves before it were tried from other starts and
    /// lost.
    std::uint32_t decisiveFrom = 0;
    std::vector<Share>
        searchStart; ///< of each job before trace[decisiveFrom]; empty where the search has no such start
    std::vector<std::string> explanation; ///< sentences, most important first
    std::string problem; ///< what the planner was told, as JSON text (scheduling::problemText()); empty: not kept
    bool operator==(const PlanComputed&) const = default;
};

/// What serves a camera from now on.
struct ServingChosen {
    CameraId camera;
    Serving serving;
    Share share; ///< of its inference
    std::optional<Accuracy> expected; ///< of what stands; none where nothing was measured yet
    std::string reason; ///< in words
    bool operator==(const ServingChosen&) const = default;
};

/// A job's share changed.
struct LeaseGranted {
    JobId job;
    Share requested; ///< by the plan
    Share granted; ///< after the broker's quantisation
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

/// From now on the job's batches run on another device.
struct JobMoved {
    JobId job;
    DeviceId device;
    bool operator==(const JobMoved&) const = default;
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

/// The job ran when the run was cut off, and is not gone on with.
struct JobInterrupted {
    JobId job;
    bool operator==(const JobInterrupted&) const = default;
};

struct WeightsSwapped {
    CameraId camera;
    WeightsVersion version;
    std::string hash; ///< content address in the weight store
    std::optional<Accuracy> before; ///< held-out accuracy of the weights that are replaced; none for a first student
    std::optional<Accuracy> after; ///< held-out accuracy of the new weights
    std::optional<ConfigurationId> configuration;
    std::optional<Accuracy> peopleBefore; ///< for people, or a second golden model, on held-out frames
    std::optional<Accuracy> peopleAfter;
    bool operator==(const WeightsSwapped&) const = default;
};

struct WeightsRejected {
    CameraId camera;
    std::string reason;
    std::optional<Accuracy> before;
    std::optional<Accuracy> after; ///< none where no checkpoint was evaluated
    std::optional<ConfigurationId> configuration;
    std::optional<Accuracy> peopleBefore; ///< as WeightsSwapped has it
    std::optional<Accuracy> peopleAfter;
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

/// How long a device had nothing to do in a window, and why.
struct DeviceIdle {
    struct Reason {
        std::string reason; ///< e.g. "nothing worth retraining"
        double seconds = 0.0;
        bool operator==(const Reason&) const = default;
    };
    DeviceId device;
    WindowId window;
    std::vector<Reason> reasons;
    bool operator==(const DeviceIdle&) const = default;
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

/// What an alert is about, so that receivers can tell them apart.
enum class AlertTopic : std::uint8_t { Other, LowAccuracy, Camera, Drift, Storage, Device };

struct Alert {
    Severity severity = Severity::Warning;
    std::optional<CameraId> camera;
    std::string message; ///< one sentence: what, where
    std::string action; ///< what to do; may be empty
    AlertTopic topic = AlertTopic::Other;
    bool operator==(const Alert&) const = default;
};

/// A track went over a counting line.
struct CrossingCounted {
    CameraId camera;
    std::uint32_t line = 0; ///< position in CameraAdded::lines
    std::uint32_t classIndex = 0; ///< of the session's classes
    bool forward = true; ///< from the line's left to its right, seen from its first point to its second
    std::int64_t track = 0; ///< of this camera in this session
    Nanoseconds frameTime{0}; ///< session time of the frame on which it was first beyond the line
    bool operator==(const CrossingCounted&) const = default;
};

/// How many objects are in a zone, each time that it changes.
struct ZoneCounted {
    CameraId camera;
    std::uint32_t zone = 0; ///< position in CameraAdded::zones
    std::vector<std::uint32_t> objects; ///< one number per class of the session
    Nanoseconds frameTime{0};
    bool operator==(const ZoneCounted&) const = default;
};

/// A remark by the operator.
struct Note {
    std::string text;
    bool operator==(const Note&) const = default;
};

/// How a run ended.
enum class RunOutcome : std::uint8_t { Finished, Stopped, Failed };

struct SessionClosed {
    std::string reason; ///< "finished", "stopped by the user", or the sentence of the error that ended the run
    RunOutcome outcome = RunOutcome::Finished;
    std::string action = {}; ///< what to do after an error; may be empty
    bool operator==(const SessionClosed&) const = default;
};

/// Stands for an event that this version of Jackdaw does not know: a newer version wrote it.
struct UnknownEvent {
    std::string kind; ///< its name
    std::string payload; ///< as it stands in the session
    bool operator==(const UnknownEvent&) const = default;
};

/// The session file names the kinds, so that the order here is free.
using EventBody = std::variant<SessionStarted, CameraAdded, CameraLost, CameraRecovered, FrameIndexed, FrameDropped,
                               FrameScored, GoldenLabelled, WindowStarted, WindowClosed, ProfileStarted, ProfilePoint,
                               ProfileEstimated, PlanComputed, LeaseGranted, JobStarted, JobProgress, JobFinished,
                               JobFailed, WeightsSwapped, WeightsRejected, DeviceSample, CostMeasured, Alert, Note,
                               SessionClosed, ResumeState, JobMoved, DeviceIdle, JobInterrupted, ServingChosen,
                               VideoFault, CrossingCounted, ZoneCounted, LabelCorrected, UnknownEvent>;

struct Event {
    Nanoseconds time{0}; ///< session time
    std::uint64_t sequence = 0; ///< orders events, from 0 without gaps
    EventBody body;
    bool operator==(const Event&) const = default;
};

/// The kind's name, e.g. "WindowStarted".
std::string_view kindName(const EventBody& body);

/// True for events that change what a resumed run must know; they are committed durably before the run goes on.
bool isTransition(const EventBody& body);

} // namespace jackdaw
