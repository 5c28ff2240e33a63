// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/api/events.h"
#include "engine/api/plan.h"
#include "engine/base/ids.h"
#include "engine/base/result.h"
#include "engine/base/units.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace jackdaw::scheduling {

/// A value with its 95 % interval; exact where low == high == value.
struct Estimate {
    double value = 0.0;
    double low = 0.0;
    double high = 0.0;

    static Estimate exact(double value) { return {value, value, value}; }
    bool operator==(const Estimate&) const = default;
};

/// A retraining configuration γ for one stream: what it costs at a whole device and what it yields.
struct RetrainingOption {
    ConfigurationId configuration;
    std::string name; ///< for tables and sentences
    Estimate gpuSeconds; ///< > 0
    Estimate finalAccuracy; ///< 0..1
    double memoryBytes = 0.0; ///< 0: not known, not limited
    /// Configurations with the same number differ only in their epochs, so that errors of their estimates go together.
    std::optional<std::uint32_t> family = std::nullopt;
};

/// What the best ways of serving make of a share, whatever model the student has.
struct Served {
    double student = 0.0; ///< factor on the accuracy of the student's model
    double teacher = 0.0; ///< accuracy
    double bothOffset = 0.0; ///< accuracy of both in turn: bothOffset + bothSlope * that of the student's model
    double bothSlope = 0.0;

    /// Accuracy with a student's model of accuracy \p model, times \p weight.
    double with(double model, double weight = 1.0) const
    {
        const double alone = std::max(weight * model * student, weight * teacher);
        return hasBoth() ? std::max(alone, weight * (bothOffset + bothSlope * model)) : alone;
    }
    /// By how much a student's model rises above the one from which on the student serves better than others:
    /// with(to) - with(from) is `student` times that.
    double rise(double from, double to) const;
    bool hasBoth() const { return bothOffset > 0.0; }
    /// True if anything but the student may serve.
    bool hasTeacher() const { return teacher > 0.0 || hasBoth(); }
};

/// Another way to serve a camera than its student on every k-th frame with boxes that stand still: what it makes of a
/// share. Moving boxes along takes `moving` first, whatever the rate; with what is left the server sees every k-th
/// frame, k = fullRateDemand / (left + 1e-6). Between points linear in k; 0 right of the last, left of the first its
/// value. Where the share does not suffice to move boxes, 0.
struct ServingCurve {
    Server server = Server::Student;
    bool moved = false;
    Share moving; ///< 0 unless moved
    Share fullRateDemand; ///< > 0, of the server alone
    std::vector<double> subsampling; ///< k, increasing, from 1
    /// 0..1: of a student, or of both, the factor on the student's model's accuracy, of the teacher the accuracy
    /// itself.
    std::vector<double> factor;
    std::vector<double> offset = {}; ///< of both: accuracy that comes to that; else empty

    /// What it makes of \p share: a student's factor, or a teacher's accuracy.
    double factorAt(Share share) const;
    /// What comes to that, of both.
    double offsetAt(Share share) const;
    /// Accuracy with a student of accuracy \p model.
    double accuracyAt(double model, Share share) const;
    /// The rate that \p share affords; the last point where it affords less.
    double everyAt(Share share) const;
    bool operator==(const ServingCurve&) const = default;

private:
    double valueAt(const std::vector<double>& values, Share share) const;
};

/// How inference accuracy follows from the share: factor f(k) on the model's accuracy when every k-th frame is
/// processed, k = fullRateDemand / (share + 1e-6) (as in the simulator published with Ekya). Left of the first point f
/// is its value, right of the last 0; share 0 gives 0. Between points linear in k. Discrete inference configurations λ
/// are the curve's points.
struct InferenceProfile {
    Share fullRateDemand; ///< share that processes every frame; more is idle. 0: a stream without frames
    std::vector<double> subsampling; ///< k, increasing, from 1
    std::vector<double> factor; ///< f(k), 0..1
    /// Where accuracy was measured against the share itself: shares, increasing, > 0, one per factor; `subsampling` is
    /// then empty. Linear between points and from (0, 0) to the first, right of the last its value.
    std::vector<double> shares;
    /// What else may serve. At every share the best of all serves.
    std::vector<ServingCurve> alternatives;

    /// Of the student with boxes that stand still.
    double factorAt(Share share) const;
    /// The rate that \p share affords then, at least 1; the last point where it affords less.
    double everyAt(Share share) const;
    /// Of the best ways.
    Served servedAt(Share share) const;
    /// Accuracy of the best way to serve with \p share, where the student's model has accuracy \p model.
    double accuracyAt(double model, Share share) const { return servedAt(share).with(model); }
    /// Which way that is: index into alternatives; none: the student with boxes that stand still. Of equal ones the
    /// first, the student before all.
    std::optional<std::size_t> bestAt(double model, Share share) const;
    /// The same in words that events carry.
    Serving servingAt(double model, Share share) const;
    bool operator==(const InferenceProfile&) const = default;
};

/// Relative speed r(R) of retraining at share R, points increasing; linear where empty (Ekya, NSDI'22, §5).
struct ThroughputCurve {
    std::vector<double> share;
    std::vector<double> speed;

    double at(double allocated) const;
    bool isLinear() const { return share.empty(); }
    bool operator==(const ThroughputCurve&) const = default;
};

/// Where a job runs when the window is planned, and what it would cost to run it elsewhere.
struct JobPlace {
    std::optional<DeviceId> device; ///< none: it runs nowhere yet and may go anywhere at no cost
    GpuSeconds moveCost; ///< device time lost by a move, e.g. to load weights and to warm up
    bool operator==(const JobPlace&) const = default;
};

/// What must be done with a camera's sample before its retraining can start. It takes the retraining's share: labelling
/// first, then profiling.
struct Preparation {
    GpuSeconds labelling; ///< left to do
    GpuSeconds profiling; ///< left to do

    GpuSeconds total() const { return labelling + profiling; }
    bool operator==(const Preparation&) const = default;
};

/// One camera in one window: an inference, and a retraining with what must come before it.
struct StreamProblem {
    CameraId camera;
    std::string name;
    Estimate startAccuracy; ///< of the deployed weights, on this window
    std::vector<RetrainingOption> options; ///< Γ; "do not retrain" is always possible and not listed
    Preparation preparation; ///< comes on top of every option's cost; none where a retraining runs
    InferenceProfile inference;
    Accuracy floor; ///< a_MIN of the instantaneous accuracy; 0: none
    double weight = 1.0; ///< priority in the mean
    /// A retraining that already runs when the rest of a window is re-planned: it can go on (cost = what is left),
    /// be given up, but not be exchanged for another.
    std::optional<RetrainingOption> running;
    double inferenceMemoryBytes = 0.0; ///< 0: not known, not limited
    JobPlace inferencePlace;
    JobPlace retrainingPlace; ///< of its preparation too
    ThroughputCurve throughput; ///< of this camera's student; empty: as WindowProblem::throughput says of all
};

/// A job beside the cameras' inferences and retrainings, of any kind: what it is for is said by what it yields alone.
struct JobProblem {
    JobKind kind = JobKind::Labelling;
    std::string name; ///< for tables and sentences, e.g. "labelling of gate"
    std::vector<CameraId> owners; ///< cameras that gain by it, at least one, each once
    /// Served before anything else is shared out. The least shares of all jobs must leave some capacity.
    Share least;
    /// Accuracy that each owner gains as long as the job has a share: `shares` and a concave `factor` over them, the
    /// gain. It counts with each owner's weight. Beyond the last point more is useless. Empty: nothing but `least`
    /// counts.
    InferenceProfile utility;
    double memoryBytes = 0.0; ///< 0: not known, not limited
    JobPlace place;
};

struct DeviceCapacity {
    DeviceId device;
    double gpus = 1.0; ///< > 0; 1 is a whole device. One entry with gpus = G where placement does not matter.
    double memoryBytes = 0.0; ///< 0: not limited
};

/// StreamAllocation::option and JobAllocation::option of StreamProblem::running.
inline constexpr std::size_t kOptionRunning = static_cast<std::size_t>(-1);

/// Everything a planner knows. It looks at nothing else: no clock, no model, no device.
struct WindowProblem {
    std::vector<StreamProblem> streams;
    std::vector<JobProblem> furtherJobs;
    std::vector<DeviceCapacity> devices;
    Share quantum{0.1}; ///< δ
    double seconds = 0.0; ///< what is left of the window
    /// How long after the window its last models still count, at the accuracy that they end with: they serve the next
    /// window until they are retrained in their turn, less what drift takes of their accuracy by then. 0: the window
    /// alone counts, as in the paper. Only `jackdaw` looks so far ahead.
    double carriedSeconds = 0.0;
    ThroughputCurve throughput;
    std::uint64_t seed = 0;

    double totalGpus() const;
    /// Number of jobs that a plan shares the devices out to.
    std::size_t jobs() const { return 2 * streams.size() + furtherJobs.size(); }
};

/// The jobs of a problem are numbered: of each stream its inference and its retraining, then the further jobs.
constexpr std::size_t inferenceJob(std::size_t stream)
{
    return 2 * stream;
}
constexpr std::size_t retrainingJob(std::size_t stream)
{
    return 2 * stream + 1;
}
inline std::size_t furtherJob(const WindowProblem& problem, std::size_t index)
{
    return 2 * problem.streams.size() + index;
}
/// The stream whose inference or retraining \p job is; none for a further job.
std::optional<std::size_t> streamOf(const WindowProblem& problem, std::size_t job);
/// The further job's owners as positions in WindowProblem::streams.
std::vector<std::size_t> ownersOf(const WindowProblem& problem, const JobProblem& job);
/// "inference of gate", "retraining of gate", or the further job's own name.
std::string jobName(const WindowProblem& problem, std::size_t job);

/// The retraining that \p option names: one of the options, or the one that runs.
const RetrainingOption& optionOf(const StreamProblem& stream, std::size_t option);
/// The configuration of \p option; none where it is none.
std::optional<ConfigurationId> configurationOf(const StreamProblem& stream, std::optional<std::size_t> option);
/// How fast the stream's retrainings are.
inline const ThroughputCurve& throughputOf(const WindowProblem& problem, std::size_t stream)
{
    const ThroughputCurve& own = problem.streams[stream].throughput;
    return own.isLinear() ? problem.throughput : own;
}
/// Whether all retrainings are as fast as their share says.
bool isLinear(const WindowProblem& problem);
/// GPU-seconds until the model of \p option can be swapped in, preparation included.
double workOf(const StreamProblem& stream, std::size_t option);

/// Share beyond which the accuracy does not rise any more, whatever serves.
double saturationShare(const InferenceProfile& profile);
double totalWeight(const WindowProblem& problem);
/// Whether any camera may be served by more than its student with boxes that stand still.
bool hasAlternatives(const WindowProblem& problem);
/// Length of the longest list of options.
std::size_t mostOptions(const WindowProblem& problem);

/// First fault of a problem made outside, with a path like "streams[3].options[0].gpuSeconds".
Status validate(const WindowProblem& problem);

} // namespace jackdaw::scheduling
